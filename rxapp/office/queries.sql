-- Reports: every figure between two days, both included, of the programmes that a funder pays for; '' is everybody.

-- name: report_people
-- Unique people who were at a meeting: all, new (never before) and returning, and their first language where known.
SELECT count(*) AS people, coalesce(sum(first_on >= :since), 0) AS new, coalesce(sum(first_on < :since), 0) AS known,
  coalesce(sum(language = 'nt1'), 0) AS nt1, coalesce(sum(language = 'nt2'), 0) AS nt2,
  coalesce(sum(language = ''), 0) AS unknown
FROM (
  SELECT seen.learner, first_day.day AS first_on,
    coalesce((SELECT max(first_language) FROM intake WHERE intake.learner = seen.learner), '') AS language
  FROM (SELECT DISTINCT learner FROM presence WHERE day BETWEEN :since AND :until
          AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder))) AS seen
  JOIN first_day ON first_day.learner = seen.learner);

-- name: report_meetings
-- Groups that met, meetings held, their minutes, the minutes of preparation, and who was there of those expected.
SELECT count(DISTINCT learning_group) AS groups, count(*) AS meetings, coalesce(sum(minutes), 0) AS minutes,
  coalesce(sum(prepared), 0) AS prepared, coalesce(sum(expected), 0) AS expected, coalesce(sum(present), 0) AS present
FROM meeting WHERE day BETWEEN :since AND :until
  AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder));

-- name: report_first_hours
-- People whose first hour was in the period: how many, and the days from sign-up to that hour.
SELECT count(DISTINCT learner) AS people, round(avg(days), 1) AS average, max(days) AS longest
FROM first_hour WHERE first_day BETWEEN :since AND :until
  AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder));

-- name: report_goals
-- Goals that were set, reached and stopped, and of how many people; for a funder those of who was at its meetings.
SELECT coalesce(sum(then_on BETWEEN :since AND :until), 0) AS set_now,
  coalesce(sum(state = 'reached' AND state_on BETWEEN :since AND :until), 0) AS reached,
  coalesce(sum(state = 'stopped' AND state_on BETWEEN :since AND :until), 0) AS stopped,
  count(DISTINCT iif(then_on BETWEEN :since AND :until, learner, NULL)) AS set_by,
  count(DISTINCT iif(state = 'reached' AND state_on BETWEEN :since AND :until, learner, NULL)) AS reached_by
FROM goal_now
WHERE :funder = '' OR learner IN (SELECT learner FROM presence WHERE day BETWEEN :since AND :until
  AND programme IN (SELECT programme FROM funding WHERE source = :funder));

-- name: report_faces
-- How meetings went, by those who were there, per month.
SELECT substr(day, 1, 7) AS month, sum(face = 3) AS well, sum(face = 2) AS so_so, sum(face = 1) AS not_well
FROM presence WHERE face BETWEEN 1 AND 3 AND day BETWEEN :since AND :until
  AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY substr(day, 1, 7) ORDER BY month;

-- name: report_outcomes
-- What people left for, who ended in the period; '' when nobody noted it. Somebody who ended twice counts once per end.
SELECT coalesce(left_for, '') AS outcome, count(DISTINCT learner) AS people
FROM enrolment WHERE left_on BETWEEN :since AND :until
  AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY coalesce(left_for, '') ORDER BY people DESC, outcome;

-- name: report_diplomas
-- Diplomas that were given and still count, and certificates that were awarded.
SELECT (SELECT count(*) FROM diploma_now WHERE issued_on BETWEEN :since AND :until AND state <> 'revoked'
    AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder))) AS diplomas,
  (SELECT count(*) FROM enrolment WHERE awarded_on BETWEEN :since AND :until
    AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder))) AS certificates;

-- name: report_cart
-- The mini-library: cart days, loans, different titles lent, requests and how many were handed over, the swap shelf.
SELECT (SELECT count(DISTINCT day) FROM visit WHERE day BETWEEN :since AND :until) AS visits,
  (SELECT count(*) FROM loan WHERE date(lent_at, 'localtime') BETWEEN :since AND :until) AS loans,
  (SELECT count(DISTINCT copy.title) FROM loan JOIN copy ON copy.id = loan.copy
    WHERE date(lent_at, 'localtime') BETWEEN :since AND :until) AS titles,
  (SELECT count(*) FROM request WHERE date(created_at, 'localtime') BETWEEN :since AND :until) AS requests,
  (SELECT count(*) FROM request JOIN visit ON visit.id = request.state_visit
    WHERE request.state = 'handed' AND visit.day BETWEEN :since AND :until) AS handed,
  (SELECT count(*) FROM swap JOIN visit ON visit.id = swap.visit
    WHERE direction = 'taken' AND visit.day BETWEEN :since AND :until) AS taken,
  (SELECT count(*) FROM swap JOIN visit ON visit.id = swap.visit
    WHERE direction = 'brought' AND visit.day BETWEEN :since AND :until) AS brought;

-- name: report_open_hours
-- Taps at open hours: per kind of question, and then new and returning visitors.
SELECT coalesce(question.words, tally_count.visitor) AS label, tally_count.question IS NULL AS is_visitor,
  sum(tally_count.taps) AS taps
FROM tally_count JOIN held_session ON held_session.id = tally_count.session
LEFT JOIN learning_group ON learning_group.id = held_session.learning_group
LEFT JOIN question ON question.id = tally_count.question
WHERE held_session.day BETWEEN :since AND :until
  AND (:funder = '' OR learning_group.programme IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY label, is_visitor ORDER BY is_visitor, taps DESC, label;

-- name: report_targets
-- People reached per programme with a target, and that target for a period of this length.
SELECT programme.id, programme.name, count(DISTINCT presence.learner) AS people,
  CAST(round(programme.target_people * (julianday(:until) - julianday(:since) + 1) / 365.25) AS INTEGER) AS target
FROM programme LEFT JOIN presence ON presence.programme = programme.id AND presence.day BETWEEN :since AND :until
WHERE programme.target_people IS NOT NULL
  AND (:funder = '' OR programme.id IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY programme.id ORDER BY programme.name, programme.id;

-- name: report_costs
-- What was spent: per cost how many times and how much, in cents.
SELECT cost, name, per, count(*) AS times, sum(cents) AS cents FROM cost_event
WHERE day BETWEEN :since AND :until
  AND (:funder = '' OR programme IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY cost ORDER BY name, cost;

-- name: report_payers
-- Who pays for what was spent: each payer's part of each thing to the cent; '' for costs without a payer.
SELECT coalesce(cost_share.payer_name, '') AS payer, sum(coalesce(cost_share.share, cost_event.cents)) AS cents
FROM cost_event LEFT JOIN cost_share ON cost_share.cost = cost_event.cost
WHERE cost_event.day BETWEEN :since AND :until
  AND (:funder = '' OR cost_event.programme IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY coalesce(cost_share.payer_name, '') ORDER BY cents DESC, payer;

-- name: report_funding
-- Money received per source, in cents; an unknown amount counts as nothing and is in `amounts`.
SELECT source, coalesce(sum(cents), 0) AS cents, count(*) AS amounts FROM funding
WHERE received_on BETWEEN :since AND :until AND (:funder = '' OR source = :funder)
GROUP BY source ORDER BY cents DESC, source;

-- name: report_months
-- Per month: unique people, meetings, and how often somebody was there.
SELECT substr(meeting.day, 1, 7) AS month, count(DISTINCT meeting.id) AS meetings,
  count(presence.id) AS visits, count(DISTINCT presence.learner) AS people
FROM meeting LEFT JOIN presence ON presence.session = meeting.id
WHERE meeting.day BETWEEN :since AND :until
  AND (:funder = '' OR meeting.programme IN (SELECT programme FROM funding WHERE source = :funder))
GROUP BY substr(meeting.day, 1, 7) ORDER BY month;

-- name: report_funders
-- The funders that a report can be made for.
SELECT DISTINCT source FROM funding WHERE source <> '' ORDER BY source;

-- Privacy.

-- name: folder_openings
-- Who opened the folder of a learner and when, newest first.
SELECT folder_opening.opened_at, coalesce(staff.first_name, '') AS first_name, coalesce(staff.symbol, '') AS symbol,
  folder_opening.created_by
FROM folder_opening LEFT JOIN staff ON staff.id = folder_opening.staff
WHERE folder_opening.learner = :learner ORDER BY folder_opening.opened_at DESC, folder_opening.id;

-- name: bases
-- On which grounds something of a learner is kept, the ones in force first.
SELECT id, purpose, ground, ground_on, coalesce(withdrawn_on, '') AS withdrawn_on FROM basis
WHERE learner = :learner ORDER BY withdrawn_on IS NOT NULL, purpose, ground_on DESC;

-- name: note_basis
-- From today something is kept of a learner on this ground; a former ground for the same purpose ends.
UPDATE basis SET withdrawn_on = (SELECT today FROM clock)
WHERE learner = :learner AND purpose = :purpose AND withdrawn_on IS NULL;
INSERT INTO basis (learner, purpose, ground, ground_on)
SELECT :learner, :purpose, :ground, today FROM clock;

-- name: withdraw_basis
-- Consent was taken back, or the ground ended, today.
UPDATE basis SET withdrawn_on = (SELECT today FROM clock) WHERE id = :basis AND withdrawn_on IS NULL;

-- name: without_notice
-- Learners to whom the privacy notice was not shown yet.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol FROM learner
WHERE learner.left_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM intake WHERE intake.learner = learner.id AND intake.notice_on IS NOT NULL)
ORDER BY learner.first_name, learner.id;

-- Paper.

-- name: year_plan
-- Meetings of the coming year, of one group or of all when that is empty, and holidays between them, in order of time.
SELECT session.day, coalesce(session.starts, '') AS starts, coalesce(group_now.name, '') AS name,
  iif(session.state IS 'cancelled', 'gaat niet door', coalesce(nullif(session.topic, ''), group_now.place, '')) AS about
FROM clock JOIN session ON session.day BETWEEN clock.today AND date(clock.today, '1 year')
JOIN group_now ON group_now.id = session.learning_group
WHERE :learning_group = '' OR session.learning_group = :learning_group
UNION ALL
SELECT first_on, '', coalesce(name, 'vakantie'), 'vrij tot en met ' || substr(last_on, 9) || '-' || substr(last_on, 6, 2)
FROM clock JOIN holiday ON last_on >= clock.today AND first_on <= date(clock.today, '1 year') ORDER BY 1, 2, 3;

-- name: week_groups
-- The meetings of a week for on the wall, those that do not take place left out.
SELECT session.day, coalesce(session.starts, group_now.starts, '') AS starts,
  coalesce(strftime('%H:%M', coalesce(session.starts, group_now.starts),
    coalesce(session.minutes, group_now.minutes) || ' minutes'), '') AS ends,
  coalesce(group_now.name, '') AS name, coalesce(group_now.place, '') AS place,
  coalesce(group_now.symbol, '') AS symbol
FROM session JOIN group_now ON group_now.id = session.learning_group
WHERE session.day BETWEEN :since AND :until AND session.state IS NOT 'cancelled'
ORDER BY session.day, starts, group_now.name;

-- name: sheet_sessions
-- Meetings of the coming two weeks in programmes that keep names.
SELECT session.id, session.day, coalesce(session.starts, '') AS starts, coalesce(group_now.name, '') AS name
FROM clock JOIN session ON session.day BETWEEN clock.today AND date(clock.today, '14 days')
JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.state IS NOT 'cancelled' ORDER BY session.day, session.starts, group_now.name;

-- name: sheet_people
-- Who is on the sheet of a session, in order of name.
SELECT session_person.learner, learner.first_name, coalesce(learner.symbol, '') AS symbol
FROM session_person JOIN learner ON learner.id = session_person.learner
WHERE session_person.session = :session
GROUP BY session_person.learner ORDER BY plain(learner.first_name), learner.symbol, learner.id;

-- name: sheet_head
-- The session that a sheet is for; none where no names are kept.
SELECT session.id, session.day, coalesce(session.starts, '') AS starts, coalesce(group_now.name, '') AS name
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.id = :session;

-- name: plan_groups
-- The groups that a plan can be printed for.
SELECT group_now.id, coalesce(group_now.name, '') AS name FROM clock, group_now
WHERE group_now.last_on IS NULL OR group_now.last_on >= clock.today ORDER BY group_now.name, group_now.id;

-- name: folder_people
-- Learners by the first letters of their name, those who are here before those who left.
SELECT learner.id, coalesce(learner.first_name, '') AS first_name, coalesce(learner.symbol, '') AS symbol,
  coalesce(learner.left_on, '') AS left_on
FROM learner WHERE substr(lower(coalesce(learner.first_name, '')), 1, length(:letters)) = lower(:letters)
ORDER BY learner.left_on IS NOT NULL, plain(learner.first_name), learner.id LIMIT 50;
