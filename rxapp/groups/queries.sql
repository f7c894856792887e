-- What groups and their sessions ask of the database and write to it. A fact about one learner in one session has an
-- id made of both (see `data/tables/groups`): first the row if it is not there yet, then only what differs.

-- name: todays_sessions
-- The sessions of today that are not cancelled, in order of time.
SELECT session.id, session.learning_group, coalesce(group_now.name, '') AS name, coalesce(group_now.symbol, '') AS symbol,
       coalesce(group_now.place, '') AS place, coalesce(group_now.kind, '') AS kind, group_now.keeps_names,
       coalesce(session.starts, '') AS starts, coalesce(session.minutes, group_now.minutes) AS minutes,
       coalesce(session.topic, '') AS topic, session.opened_at IS NOT NULL AS is_open,
       session.closed_at IS NOT NULL AS is_closed,
       (SELECT count(*) FROM roster WHERE roster.learning_group = session.learning_group) AS people
FROM clock JOIN session ON session.day = clock.today JOIN group_now ON group_now.id = session.learning_group
WHERE session.state IS NOT 'cancelled' ORDER BY session.starts, group_now.name;

-- name: unclosed_sessions
-- Hours of the last four weeks that were begun and never closed, the latest first; those of today are not late.
SELECT session.id, coalesce(group_now.name, '') AS name, coalesce(group_now.symbol, '') AS symbol,
       coalesce(group_now.kind, '') AS kind, session.day
FROM clock JOIN session ON session.day BETWEEN date(clock.today, '-28 days') AND date(clock.today, '-1 day')
JOIN group_now ON group_now.id = session.learning_group
WHERE session.opened_at IS NOT NULL AND session.closed_at IS NULL AND session.state IS NOT 'cancelled'
ORDER BY session.day DESC, session.starts DESC LIMIT 10;

-- name: groups
-- All groups that run, with how many take part and when they meet next.
SELECT group_now.id, coalesce(group_now.name, '') AS name, coalesce(group_now.symbol, '') AS symbol,
       coalesce(group_now.place, '') AS place, coalesce(group_now.kind, '') AS kind, group_now.keeps_names,
       (SELECT count(*) FROM roster WHERE roster.learning_group = group_now.id) AS people,
       coalesce(group_now.size_max, 0) AS size_max,
       coalesce((SELECT min(day) FROM session WHERE session.learning_group = group_now.id AND session.day >= clock.today
                 AND session.state IS NOT 'cancelled'), '') AS next_on
FROM clock, group_now WHERE group_now.last_on IS NULL OR group_now.last_on >= date(clock.today, '-14 days')
ORDER BY group_now.name;

-- name: group_head
-- One group: its programme, rhythm and rules.
SELECT id, programme, coalesce(name, '') AS name, coalesce(symbol, '') AS symbol, coalesce(place, '') AS place,
       coalesce(programme_name, '') AS programme_name, coalesce(kind, '') AS kind, coalesce(rhythm, '') AS rhythm,
       coalesce(weekdays, '[]') AS weekdays, coalesce(nths, '[]') AS nths, coalesce(starts, '') AS starts, minutes,
       coalesce(meetings, 0) AS meetings, coalesce(first_on, '') AS first_on, coalesce(last_on, '') AS last_on,
       coalesce(size_max, 0) AS size_max, keeps_names, is_fixed, has_homework, skips_holidays,
       (SELECT count(*) FROM module WHERE module.programme = group_now.programme) AS modules
FROM group_now WHERE id = :learning_group;

-- name: roster
-- Who takes part in a group, with the counts for a certificate.
SELECT roster.learner, roster.first_name, roster.symbol, roster.started_on, roster.enrolment,
       coalesce(progress.verdict, '') AS verdict, coalesce(progress.meetings_to_go, 0) AS meetings_to_go,
       coalesce(progress.modules_to_go, 0) AS modules_to_go, progress.awarded_on IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM diploma WHERE diploma.learner = roster.learner
           AND diploma.learning_group = roster.learning_group) AS may_take_back,
       EXISTS (SELECT 1 FROM new_member WHERE new_member.enrolment = roster.enrolment) AS may_undo
FROM roster LEFT JOIN certificate_progress AS progress
  ON progress.enrolment = roster.enrolment AND progress.learning_group = :learning_group
WHERE roster.learning_group = :learning_group ORDER BY plain(roster.first_name), roster.symbol;

-- name: sessions
-- The sessions of a group between two days, in order.
SELECT session.id, session.day, coalesce(session.starts, '') AS starts, coalesce(session.minutes, 0) AS minutes,
       coalesce(session.state, 'planned') AS state, coalesce(session.topic, '') AS topic,
       session.opened_at IS NOT NULL AS is_open, session.closed_at IS NOT NULL AS is_closed,
       (SELECT count(*) FROM attended WHERE attended.session = session.id AND attended.is_present) AS present,
       (SELECT count(*) FROM tally WHERE tally.session = session.id) AS taps
FROM session WHERE session.learning_group = :learning_group AND session.day BETWEEN :from_on AND :until_on
ORDER BY session.day, session.starts;

-- name: next_sessions
-- The next three hours of a group, today's first while it has not begun.
SELECT session.id, session.day, coalesce(session.starts, '') AS starts, coalesce(session.minutes, 0) AS minutes,
       coalesce(session.state, 'planned') AS state, coalesce(session.topic, '') AS topic,
       session.opened_at IS NOT NULL AS is_open, session.closed_at IS NOT NULL AS is_closed,
       (SELECT count(*) FROM attended WHERE attended.session = session.id AND attended.is_present) AS present,
       (SELECT count(*) FROM tally WHERE tally.session = session.id) AS taps
FROM session, clock WHERE session.learning_group = :learning_group AND session.day >= clock.today
  AND session.opened_at IS NULL ORDER BY session.day, session.starts LIMIT 3;

-- name: last_sessions
-- The last three hours of a group that took place, newest first.
SELECT session.id, session.day, coalesce(session.starts, '') AS starts, coalesce(session.minutes, 0) AS minutes,
       coalesce(session.state, 'planned') AS state, coalesce(session.topic, '') AS topic,
       session.opened_at IS NOT NULL AS is_open, session.closed_at IS NOT NULL AS is_closed,
       (SELECT count(*) FROM attended WHERE attended.session = session.id AND attended.is_present) AS present,
       (SELECT count(*) FROM tally WHERE tally.session = session.id) AS taps
FROM session, clock WHERE session.learning_group = :learning_group AND session.day <= clock.today
  AND session.opened_at IS NOT NULL ORDER BY session.day DESC, session.starts DESC LIMIT 3;

-- name: session_head
-- One session with what its group and programme say about it.
SELECT session.id, session.learning_group, coalesce(group_now.name, '') AS name, coalesce(group_now.symbol, '') AS symbol,
       coalesce(group_now.place, '') AS place, coalesce(group_now.kind, '') AS kind, group_now.programme,
       group_now.keeps_names, group_now.has_homework, session.day, coalesce(session.starts, '') AS starts,
       coalesce(session.minutes, group_now.minutes) AS minutes, coalesce(session.state, 'planned') AS state,
       session.opened_at IS NOT NULL AS is_open, session.closed_at IS NOT NULL AS is_closed,
       coalesce(session.topic, '') AS topic, coalesce(session.guest, '') AS guest,
       coalesce(session.led_by, '') AS led_by, coalesce(led.first_name, '') AS led_name,
       coalesce(session.activity, '') AS activity, coalesce(activity.name, '') AS activity_name,
       coalesce(session.activity_at, '') AS activity_at, coalesce(session.face, 0) AS face,
       coalesce(session.tip_one, '') AS tip_one, coalesce(session.tip_two, '') AS tip_two,
       coalesce(session.top_one, '') AS top_one, coalesce(session.top_two, '') AS top_two,
       coalesce(session.note, '') AS note,
       coalesce((SELECT minutes FROM preparation WHERE preparation.session = session.id AND staff = me.staff), 0) AS prepared
FROM me JOIN session JOIN group_now ON group_now.id = session.learning_group
LEFT JOIN staff AS led ON led.id = session.led_by LEFT JOIN activity ON activity.id = session.activity
WHERE session.id = :session;

-- name: board
-- Everyone of a session: there or why not, the goal of today, homework of last time and for next time, how it went.
-- The goal of today is the one chosen, else that of last time while it is open, else the first open one. Who joined while
-- the hour is open is there too, to be tapped.
WITH noted AS MATERIALIZED (SELECT * FROM session_person WHERE session = :session GROUP BY learner),
person AS MATERIALIZED (
  SELECT someone.*, session.learning_group, session.day, session.starts,
    is_guest AND NOT EXISTS (
      SELECT 1 FROM roster WHERE roster.learner = someone.learner AND roster.learning_group = session.learning_group) AS is_visitor
  FROM session JOIN (
    SELECT * FROM noted UNION ALL
    SELECT session.id, roster.learner, 'unknown', 0, 0, NULL, NULL, 0
    FROM session JOIN roster ON roster.learning_group = session.learning_group AND roster.started_on <= session.day
    WHERE session.id = :session AND session.opened_at IS NOT NULL AND session.closed_at IS NULL
      AND session.day = (SELECT today FROM clock) AND roster.learner NOT IN (SELECT learner FROM noted)
    GROUP BY roster.learner
  ) AS someone ON someone.session = session.id)
SELECT here.learner, learner.first_name, coalesce(learner.symbol, '') AS symbol, here.state, here.is_present,
       here.is_visitor AS is_guest, coalesce(here.face, 0) AS face, coalesce(here.words, '') AS words,
       coalesce(goal.id, '') AS goal, coalesce(goal.sentence, '') AS sentence, coalesce(goal.picture, '') AS picture,
       coalesce(last.id, '') AS homework, coalesce(last.words, '') AS homework_words,
       coalesce(last.done, -1) AS homework_done, coalesce(next.words, '') AS homework_next
FROM (
  SELECT person.*, coalesce(
      (SELECT goal FROM session_goal
       WHERE session_goal.learner = person.learner AND session_goal.session = person.session),
      (SELECT session_goal.goal FROM session_goal JOIN session ON session.id = session_goal.session
       JOIN goal ON goal.id = session_goal.goal AND coalesce(goal.state, 'open') = 'open'
       WHERE session_goal.learner = person.learner AND session.learning_group = person.learning_group
         AND session.day < person.day ORDER BY session.day DESC LIMIT 1),
      (SELECT id FROM goal WHERE goal.learner = person.learner AND coalesce(state, 'open') = 'open'
       ORDER BY position, id LIMIT 1)) AS todays_goal,
    (SELECT homework.id FROM homework JOIN session ON session.id = homework.session
     WHERE homework.learner = person.learner AND session.learning_group = person.learning_group AND homework.words <> ''
       AND (session.day, session.starts) < (person.day, person.starts)
     ORDER BY session.day DESC, session.starts DESC LIMIT 1) AS last_homework
  FROM person) AS here
JOIN learner ON learner.id = here.learner
LEFT JOIN goal ON goal.id = here.todays_goal
LEFT JOIN homework AS last ON last.id = here.last_homework
LEFT JOIN homework AS next ON next.session = :session AND next.learner = here.learner
ORDER BY here.is_visitor, plain(learner.first_name), learner.symbol, here.learner;

-- name: open_goals
-- The open goals of everyone of a session, to choose the goal of today from.
SELECT goal.id, goal.learner, goal.sentence, coalesce(goal.picture, '') AS picture
FROM goal WHERE coalesce(goal.state, 'open') = 'open'
  AND goal.learner IN (SELECT learner FROM session_person WHERE session = :session)
ORDER BY goal.learner, goal.position, goal.id;

-- name: possible_guests
-- Learners who may join a session as a guest: everyone who is not in it, by first letters.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol FROM learner
WHERE learner.left_on IS NULL AND instr(plain(learner.first_name), plain(trim(:words))) = 1
  AND learner.id NOT IN (SELECT learner FROM session_person WHERE session = :session)
ORDER BY plain(learner.first_name), learner.symbol LIMIT 30;

-- name: questions
-- The buttons of an open hour, each with its taps in this session.
SELECT question.id, question.words, coalesce(question.symbol, '') AS symbol,
       (SELECT count(*) FROM tally WHERE tally.session = :session AND tally.question = question.id) AS taps
FROM session JOIN learning_group ON learning_group.id = session.learning_group
JOIN question ON question.programme = learning_group.programme
WHERE session.id = :session ORDER BY question.position, question.id;

-- name: visitors
-- New and returning visitors of a session, by taps and, where names are kept, by who was there.
SELECT coalesce(sum(visitor = 'new'), 0) AS newcomers, coalesce(sum(visitor = 'returning'), 0) AS returners
FROM (SELECT visitor FROM tally WHERE session = :session
      UNION ALL SELECT visitor FROM session_visitor WHERE session = :session);

-- name: session_summary
-- A session in counts, to show at its close.
SELECT coalesce(sum(is_present), 0) AS present, count(*) - coalesce(sum(is_present), 0) AS absent,
       coalesce(sum(is_guest), 0) AS guests, coalesce(sum(face = 3), 0) AS well, coalesce(sum(face = 2), 0) AS so_so,
       coalesce(sum(face = 1), 0) AS not_well,
       (SELECT count(*) FROM homework WHERE session = :session AND words <> '') AS homework,
       (SELECT count(*) FROM tally WHERE session = :session) AS taps
FROM session_person WHERE session = :session;

-- name: handover
-- The card for a substitute: who is in the group, what they work on and what helps. Nothing from private notes.
SELECT roster.learner, roster.first_name, coalesce(roster.symbol, '') AS symbol,
       coalesce(goal.sentence, '') AS sentence, coalesce(goal.picture, '') AS picture,
       coalesce((SELECT words FROM goal_step WHERE goal_step.goal = goal.id AND words <> '' AND state IS NOT 'done'
                 ORDER BY position LIMIT 1), '') AS step,
       coalesce((SELECT helps FROM intake WHERE intake.learner = roster.learner AND helps <> ''
                 ORDER BY created_at DESC LIMIT 1), '') AS helps
FROM roster LEFT JOIN goal ON goal.id = coalesce(
  (SELECT session_goal.goal FROM session_goal JOIN session ON session.id = session_goal.session
   JOIN goal AS chosen ON chosen.id = session_goal.goal AND coalesce(chosen.state, 'open') = 'open'
   WHERE session_goal.learner = roster.learner AND session.learning_group = :learning_group
   ORDER BY session.day DESC LIMIT 1),
  (SELECT id FROM goal WHERE goal.learner = roster.learner AND coalesce(state, 'open') = 'open'
   ORDER BY position, id LIMIT 1))
WHERE roster.learning_group = :learning_group ORDER BY plain(roster.first_name), roster.symbol;

-- name: fixed_faces
-- Who leads a group.
SELECT DISTINCT staff.id, staff.first_name, coalesce(staff.symbol, '') AS symbol
FROM group_staff JOIN staff ON staff.id = group_staff.staff
WHERE group_staff.learning_group = :learning_group AND group_staff.last_on IS NULL ORDER BY staff.first_name;

-- name: hours
-- Per member of staff the minutes prepared for a group between two days.
SELECT staff.id, staff.first_name, sum(staff_hours.prepared) AS prepared, count(DISTINCT staff_hours.session) AS sessions
FROM staff_hours JOIN staff ON staff.id = staff_hours.staff
WHERE staff_hours.learning_group = :learning_group AND staff_hours.day BETWEEN :from_on AND :until_on
GROUP BY staff.id ORDER BY staff.first_name;

-- name: module_board
-- Every module of a group's programme for everyone who takes part, with the day it was done.
SELECT roster.learner, roster.first_name, coalesce(roster.symbol, '') AS symbol, module.id AS module, module.name,
       row_number() OVER (PARTITION BY roster.learner ORDER BY module.position, module.id) = 1 AS is_first,
       coalesce((SELECT max(done_on) FROM module_done WHERE module_done.learner = roster.learner
                 AND module_done.module = module.id), '') AS done_on
FROM roster JOIN learning_group ON learning_group.id = roster.learning_group
JOIN module ON module.programme = learning_group.programme
WHERE roster.learning_group = :learning_group
ORDER BY plain(roster.first_name), roster.symbol, roster.learner, module.position, module.id;

-- name: waiting_people
-- Who signed up and has not started, with the days waited: for one programme, or for all when that is empty.
SELECT enrolment, learner, first_name, coalesce(symbol, '') AS symbol, programme,
       coalesce(programme_name, '') AS programme_name, asked_on, days
FROM waiting WHERE coalesce(:programme, '') = '' OR programme = :programme ORDER BY asked_on, first_name;

-- name: running_groups
-- The groups that somebody who waits can start in.
SELECT id, programme, coalesce(name, '') AS name, coalesce(symbol, '') AS symbol
FROM group_now, clock WHERE keeps_names = 1 AND (last_on IS NULL OR last_on >= clock.today) ORDER BY name;

-- name: possible_members
-- Learners who do not take part in a group, by first letters.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol FROM learner
WHERE learner.left_on IS NULL AND instr(plain(learner.first_name), plain(trim(:words))) = 1
  AND learner.id NOT IN (SELECT learner FROM roster WHERE learning_group = :learning_group)
ORDER BY plain(learner.first_name), learner.symbol LIMIT 30;

-- name: possible_faces
-- Staff who may lead a group and do not do so yet.
SELECT id, first_name, coalesce(symbol, '') AS symbol FROM staff, clock
WHERE (left_on IS NULL OR left_on >= today) AND (instr(duties, 'training') OR instr(duties, 'circle'))
  AND id NOT IN (SELECT staff FROM group_staff WHERE learning_group = :learning_group AND last_on IS NULL)
ORDER BY plain(first_name);

-- name: year
-- The year from the first day of this month: what the planning covers.
SELECT date(today, 'start of month') AS from_on, date(today, 'start of month', '1 year', '-1 day') AS until_on, today
FROM clock;

-- name: out_of_rhythm
-- How many hours to come were planned, but are not in the rhythm of now; one row.
SELECT count(*) AS hours FROM session, clock
WHERE session.learning_group = :learning_group AND day > clock.today AND opened_at IS NULL AND state IS NOT 'cancelled'
  AND id NOT IN (SELECT id FROM planned_session WHERE learning_group = :learning_group);

-- name: add_group
-- A new run of a programme, from its first day.
INSERT INTO learning_group (id, programme, name, symbol, place, first_on, last_on)
VALUES (:learning_group, :programme, :name, :symbol, :place, :first_on, nullif(:last_on, ''));

-- name: set_rhythm
-- When the group meets; what stays empty is as the programme says, or follows from the first day.
UPDATE learning_group SET rhythm = nullif(:rhythm, ''), weekdays = nullif(:weekdays, ''), nths = nullif(:nths, ''),
  starts = nullif(:starts, '')
WHERE id = :learning_group;

-- name: edit_group
-- Change one column of a group; what is empty is as its programme says.
UPDATE learning_group SET name = iif(:column = 'name', :value, name), symbol = iif(:column = 'symbol', :value, symbol),
  place = iif(:column = 'place', nullif(:value, ''), place),
  rhythm = iif(:column = 'rhythm', nullif(:value, ''), rhythm),
  weekdays = iif(:column = 'weekdays', nullif(:value, '[]'), weekdays),
  nths = iif(:column = 'nths', nullif(:value, '[]'), nths),
  starts = iif(:column = 'starts', nullif(:value, ''), starts),
  minutes = iif(:column = 'minutes', CAST(nullif(:value, '') AS INTEGER), minutes),
  meetings = iif(:column = 'meetings', CAST(nullif(:value, '') AS INTEGER), meetings),
  size_max = iif(:column = 'size_max', CAST(nullif(:value, '') AS INTEGER), size_max),
  first_on = iif(:column = 'first_on', nullif(:value, ''), first_on),
  last_on = iif(:column = 'last_on', nullif(:value, ''), last_on),
  skips_holidays = iif(:column = 'skips_holidays', CAST(:value AS INTEGER), skips_holidays)
WHERE id = :learning_group;

-- name: add_face
-- A fixed face for the group.
INSERT INTO group_staff (learning_group, staff, first_on) SELECT :learning_group, :staff, today FROM clock;

-- name: end_face
-- Somebody leads this group no longer.
UPDATE group_staff SET last_on = (SELECT today FROM clock)
WHERE learning_group = :learning_group AND staff = :staff AND last_on IS NULL;

-- name: add_member
-- A learner takes part from today; who waited for this programme waits no longer.
INSERT INTO enrolment (learner, programme, asked_on)
SELECT :learner, group_now.programme, clock.today FROM clock JOIN group_now ON group_now.id = :learning_group
WHERE group_now.keeps_names = 1 AND NOT EXISTS (
  SELECT 1 FROM waiting WHERE waiting.learner = :learner AND waiting.programme = group_now.programme);
UPDATE enrolment SET learning_group = :learning_group, started_on = (SELECT today FROM clock)
WHERE id = (SELECT enrolment FROM waiting WHERE waiting.learner = :learner
              AND programme = (SELECT programme FROM group_now WHERE id = :learning_group) LIMIT 1);

-- name: undo_member
-- Somebody who was added today by mistake, and came to no hour yet, does not take part after all; who waited waits again.
DELETE FROM enrolment WHERE id = (SELECT enrolment FROM new_member WHERE enrolment = :enrolment)
  AND participation IS NULL AND asked_on = (SELECT today FROM clock);
UPDATE enrolment SET learning_group = NULL, started_on = NULL
WHERE id = (SELECT enrolment FROM new_member WHERE enrolment = :enrolment);

-- name: plan_sessions
-- Plan the sessions of a group, or of all when that is empty, between two days. What exists or was taken away stays.
INSERT INTO session (id, learning_group, day, starts, minutes, state)
SELECT id, learning_group, day, starts, minutes, 'planned' FROM planned_session
WHERE (coalesce(:learning_group, '') = '' OR learning_group = :learning_group)
  AND day BETWEEN :from_on AND :until_on AND id NOT IN (SELECT id FROM session_taken);

-- name: plan_year
-- The same for one group, from today through the year that the planning covers.
INSERT INTO session (id, learning_group, day, starts, minutes, state)
SELECT id, learning_group, day, starts, minutes, 'planned' FROM planned_session
WHERE learning_group = :learning_group AND id NOT IN (SELECT id FROM session_taken)
  AND day BETWEEN (SELECT today FROM clock) AND (SELECT date(today, 'start of month', '1 year', '-1 day') FROM clock);

-- name: add_session
-- One more session, now: a group may meet outside its rhythm. Its id is made as a planned one's.
INSERT INTO session (id, learning_group, day, starts, minutes, state)
SELECT extra.id, extra.learning_group, extra.day, :starts, extra.minutes, 'planned'
FROM (SELECT printf('%04x%02x', julianday(:day) - 2440587.5, (substr(:starts, 1, 2) * 60 + substr(:starts, 4, 2)) / 15)
               || substr(group_now.id, 7, 10) AS id, group_now.id AS learning_group, :day AS day, group_now.minutes
      FROM group_now WHERE group_now.id = :learning_group) AS extra
WHERE extra.id NOT IN (SELECT id FROM session_taken);

-- name: open_session
-- Open the hour: everyone who takes part is expected, and present until a tap says otherwise.
INSERT INTO attendance (id, session, learner)
SELECT substr(session.id, 1, 8) || substr(enrolment.learner, 9, 8), session.id, enrolment.learner
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
JOIN enrolment ON enrolment.learning_group = session.learning_group AND enrolment.started_on <= session.day
  AND (enrolment.left_on IS NULL OR enrolment.left_on > session.day)
WHERE session.id = :session AND session.opened_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM attendance AS noted
                  WHERE noted.id = substr(session.id, 1, 8) || substr(enrolment.learner, 9, 8))
GROUP BY enrolment.learner;
UPDATE session SET opened_at = (SELECT now FROM clock) WHERE id = :session AND opened_at IS NULL;

-- name: take_back_opening
-- The hour was opened by mistake: it did not begin. What was tapped stays for when it does.
UPDATE session SET opened_at = NULL, closed_at = NULL WHERE id = :session;

-- name: mark_attendance
-- A learner was present, or not and why: 'ill', 'holiday', 'work', 'unknown'; 'mistake' for a wrong guest.
INSERT INTO attendance (id, session, learner)
SELECT substr(session.id, 1, 8) || substr(:learner, 9, 8), session.id, :learner
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.id = :session
  AND NOT EXISTS (SELECT 1 FROM attendance WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE attendance SET state = :state WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: add_guest
-- A learner of another group joins this session; who takes part in this one by now is no guest.
INSERT INTO attendance (id, session, learner)
SELECT substr(session.id, 1, 8) || substr(:learner, 9, 8), session.id, :learner
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.id = :session
  AND NOT EXISTS (SELECT 1 FROM attendance WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE attendance SET state = 'present', is_guest = NOT EXISTS (
  SELECT 1 FROM roster JOIN session ON session.learning_group = roster.learning_group
  WHERE session.id = :session AND roster.learner = :learner)
WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: choose_goal
-- The goal of today of one learner.
INSERT INTO session_goal (id, session, learner)
SELECT substr(session.id, 1, 8) || substr(:learner, 9, 8), session.id, :learner
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.id = :session
  AND NOT EXISTS (SELECT 1 FROM session_goal WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE session_goal SET goal = nullif(:goal, '') WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: give_homework
-- What a learner takes home for next time; empty words take it back.
INSERT INTO homework (id, session, learner)
SELECT substr(session.id, 1, 8) || substr(:learner, 9, 8), session.id, :learner
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.id = :session
  AND NOT EXISTS (SELECT 1 FROM homework WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE homework SET words = :words WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: give_homework_to_all
-- The same homework for everyone who is there and has none yet.
INSERT INTO homework (id, session, learner, words)
SELECT substr(session, 1, 8) || substr(learner, 9, 8), session, learner, :words FROM session_person
WHERE session = :session AND is_present
  AND NOT EXISTS (SELECT 1 FROM homework WHERE id = substr(session, 1, 8) || substr(session_person.learner, 9, 8));
UPDATE homework SET words = :words WHERE session = :session AND coalesce(words, '') = ''
  AND learner IN (SELECT learner FROM session_person WHERE session = :session AND is_present);

-- name: check_homework
-- Homework of last time: 1 done, 0 not.
UPDATE homework SET done = nullif(:done, done) WHERE id = :homework;

-- name: rate_session
-- How it went for one learner: a face and perhaps words. What is null stays as it is, and a face of 0 is none.
INSERT INTO attendance (id, session, learner)
SELECT substr(session.id, 1, 8) || substr(:learner, 9, 8), session.id, :learner
FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.keeps_names = 1
WHERE session.id = :session
  AND NOT EXISTS (SELECT 1 FROM attendance WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE attendance SET face = nullif(coalesce(:face, face), 0), words = coalesce(:words, words)
WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: rate_group
-- How it went for the group as a whole; 0 is nothing said. A programme without names keeps nothing but taps.
UPDATE session SET face = nullif(:face, 0)
WHERE id = :session AND learning_group IN (SELECT id FROM group_now WHERE keeps_names = 1);

-- name: save_tips
-- Two tips and two tops; what is null stays as it is.
UPDATE session SET tip_one = coalesce(:tip_one, tip_one), tip_two = coalesce(:tip_two, tip_two),
  top_one = coalesce(:top_one, top_one), top_two = coalesce(:top_two, top_two)
WHERE id = :session AND learning_group IN (SELECT id FROM group_now WHERE keeps_names = 1);

-- name: save_session_note
-- A note about the hour, never about one person.
UPDATE session SET note = :note
WHERE id = :session AND learning_group IN (SELECT id FROM group_now WHERE keeps_names = 1);

-- name: set_topic
-- The topic of a meeting and its guest; what is null stays as it is. An open hour has none.
UPDATE session SET topic = coalesce(:topic, topic), guest = coalesce(:guest, guest)
WHERE id = :session AND learning_group IN (SELECT id FROM group_now WHERE kind IS NOT 'open_hour' OR keeps_names = 1);

-- name: log_preparation
-- How many minutes I prepared this session.
INSERT INTO preparation (id, session, staff)
SELECT substr(:session, 1, 8) || substr(me.staff, 9, 8), :session, me.staff FROM me
WHERE me.staff IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM preparation WHERE id = substr(:session, 1, 8) || substr(me.staff, 9, 8));
UPDATE preparation SET minutes = :minutes
WHERE id = substr(:session, 1, 8) || substr((SELECT staff FROM me), 9, 8);

-- name: close_session
-- The hour is over.
UPDATE session SET closed_at = (SELECT now FROM clock) WHERE id = :session AND closed_at IS NULL;

-- name: reopen_session
-- Look at the hour again, to set something right.
UPDATE session SET closed_at = NULL WHERE id = :session;

-- name: substitute
-- I lead this session for somebody else.
UPDATE session SET led_by = (SELECT staff FROM me) WHERE id = :session;

-- name: stand_back
-- Nobody stands in after all.
UPDATE session SET led_by = NULL WHERE id = :session;

-- name: cancel_session
-- The session does not take place.
UPDATE session SET state = 'cancelled' WHERE id = :session;

-- name: cancel_out_of_rhythm
-- Hours to come that are not in the rhythm of now do not take place; each can be restored.
UPDATE session SET state = 'cancelled'
WHERE learning_group = :learning_group AND day > (SELECT today FROM clock) AND opened_at IS NULL
  AND state IS NOT 'cancelled' AND id NOT IN (SELECT id FROM planned_session WHERE learning_group = :learning_group);

-- name: restore_session
-- The session takes place after all.
UPDATE session SET state = 'planned' WHERE id = :session;

-- name: move_session
-- The session moves to another day or time; it stays the same session.
UPDATE session SET day = :day, starts = :starts WHERE id = :session;

-- name: plan_activity
-- Plan an activity for a session, or none.
UPDATE session SET activity = nullif(:activity, ''), activity_at = NULL WHERE id = :session;

-- name: tap_question
-- One visitor with one kind of question.
INSERT INTO tally (session, question) VALUES (:session, :question);
UPDATE session SET opened_at = (SELECT now FROM clock) WHERE id = :session AND opened_at IS NULL;

-- name: untap_question
-- The last tap on this button was a mistake.
DELETE FROM tally WHERE id = (SELECT id FROM tally WHERE session = :session AND question = :question
                              ORDER BY created_at DESC, id LIMIT 1);

-- name: tap_visitor
-- One visitor, 'new' or 'returning', where no names are kept.
INSERT INTO tally (session, visitor) VALUES (:session, :visitor);
UPDATE session SET opened_at = (SELECT now FROM clock) WHERE id = :session AND opened_at IS NULL;

-- name: untap_visitor
-- The last tap on new or returning was a mistake.
DELETE FROM tally WHERE id = (SELECT id FROM tally WHERE session = :session AND visitor = :visitor
                              ORDER BY created_at DESC, id LIMIT 1);

-- name: sheet_ticks
-- What a photo of this hour's sheet says, with names: `ticks` is a list of {tail, state, face, unsure}.
SELECT person.learner, learner.first_name, coalesce(learner.symbol, '') AS symbol, tick.value ->> 'state' AS state,
       tick.value ->> 'face' AS face, tick.value ->> 'unsure' AS is_unsure
FROM json_each(:ticks) AS tick
JOIN session_person AS person ON person.session = :session AND substr(person.learner, -6) = tick.value ->> 'tail'
JOIN learner ON learner.id = person.learner ORDER BY tick.key;

-- name: take_over_sheet
-- The ticks of a photo go into the hour; where nothing was ticked, or it is not sure, nothing changes.
UPDATE attendance SET state = (SELECT tick.value ->> 'state' FROM json_each(:ticks) AS tick
                               WHERE tick.value ->> 'tail' = substr(attendance.learner, -6))
WHERE session = :session AND EXISTS (
  SELECT 1 FROM json_each(:ticks) AS tick WHERE tick.value ->> 'tail' = substr(attendance.learner, -6)
    AND tick.value ->> 'state' <> '' AND tick.value ->> 'state' <> coalesce(attendance.state, 'present'));
UPDATE attendance SET face = (SELECT tick.value ->> 'face' FROM json_each(:ticks) AS tick
                              WHERE tick.value ->> 'tail' = substr(attendance.learner, -6))
WHERE session = :session AND EXISTS (
  SELECT 1 FROM json_each(:ticks) AS tick WHERE tick.value ->> 'tail' = substr(attendance.learner, -6)
    AND tick.value ->> 'face' > 0 AND tick.value ->> 'face' <> coalesce(attendance.face, 0));
