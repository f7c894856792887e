-- What is true of a folder: the goals then and now, the timeline, the last contact, and the clock of the longest stay.

-- Every goal with how it was at the start and how it is now, by the latest evaluation, and its steps as counts.
CREATE VIEW goal_now AS
SELECT goal.id, goal.learner, goal.sentence, goal.picture, goal.why, goal.position,
       coalesce(goal.state, 'open') AS state, goal.state_on, goal.at_start AS then_words, review.words AS now_words,
       review.face AS now_face, talk.last_on AS now_on,
       min(substr(goal.created_at, 1, 10), coalesce(goal.state_on, '9'),
           coalesce((SELECT min(state_on) FROM goal_step WHERE goal_step.goal = goal.id), '9')) AS then_on,
       (SELECT count(*) FROM goal_step WHERE goal_step.goal = goal.id AND goal_step.words <> '') AS steps,
       (SELECT count(*) FROM goal_step WHERE goal_step.goal = goal.id AND goal_step.words <> ''
        AND goal_step.state = 'done') AS steps_done
FROM goal
LEFT JOIN goal_review AS review ON review.id = (
  SELECT latest.id FROM goal_review AS latest JOIN evaluation ON evaluation.id = latest.evaluation
  WHERE latest.goal = goal.id ORDER BY evaluation.last_on DESC, latest.id LIMIT 1)
LEFT JOIN evaluation AS talk ON talk.id = review.evaluation;

-- All that happened, for everyone who may open the folder. Private notes are not here.
CREATE VIEW timeline AS
SELECT learner, coalesce(day, substr(created_at, 1, 10)) AS day, created_at AS at, 'note' AS kind, id AS row, words,
       '' AS detail, created_by AS staff FROM note
UNION ALL
SELECT learner, coalesce(signed_on, last_on), created_at, 'evaluation', id, coalesce(next_words, ''),
       coalesce(next, ''), coalesce(signed_by, created_by) FROM evaluation
UNION ALL
SELECT learner, day, created_at, 'evaluation_addition', id, coalesce(words, ''), evaluation, created_by
FROM evaluation_addition
UNION ALL
SELECT learner, state_on, created_at, iif(state = 'reached', 'goal_reached', 'goal_stopped'), id, sentence, picture,
       created_by FROM goal WHERE state IN ('reached', 'stopped')
UNION ALL
SELECT learner, coalesce(state_on, asked_on), created_at, 'referral_' || direction, id, organisation,
       coalesce(state, 'asked'), created_by FROM referral
UNION ALL
SELECT learner, done_on, created_at, 'intake', id, coalesce(what, ''), '', created_by FROM intake
WHERE done_on IS NOT NULL
UNION ALL
SELECT attendance.learner, session.day, coalesce(session.opened_at, session.day), 'session', session.id,
       coalesce(attendance.words, ''), coalesce(attendance.state, 'present'), session.led_by
FROM attendance JOIN session ON session.id = attendance.session
WHERE attendance.state IS NOT 'mistake' AND session.opened_at IS NOT NULL AND session.state IS NOT 'cancelled'
UNION ALL
SELECT learner, day, at, kind, row, words, detail, staff FROM circle_event
UNION ALL
SELECT learner, day, at, kind, row, words, detail, staff FROM diploma_event;

-- The last day on which there was contact with each learner, and how long ago: an hour, a note, an
-- evaluation, an intake or a sign-up.
CREATE VIEW contact AS
SELECT learner, last_on, CAST(julianday((SELECT today FROM clock)) - julianday(last_on) AS INTEGER) AS days
FROM (
  SELECT learner.id AS learner, max(
    coalesce((SELECT max(session.day) FROM attendance CROSS JOIN session ON session.id = attendance.session
              WHERE attendance.learner = learner.id AND coalesce(attendance.state, 'present') = 'present'
                AND session.opened_at IS NOT NULL), ''),
    coalesce((SELECT max(day) FROM note WHERE note.learner = learner.id), ''),
    coalesce((SELECT max(last_on) FROM evaluation WHERE evaluation.learner = learner.id), ''),
    coalesce((SELECT max(done_on) FROM intake WHERE intake.learner = learner.id), ''),
    coalesce((SELECT max(asked_on) FROM enrolment WHERE enrolment.learner = learner.id), '')) AS last_on
  FROM learner);

-- Learners who take part and were not seen for four weeks or longer. Who was there lately is left out first: looking
-- up everybody's last contact takes long.
CREATE VIEW quiet_learner AS
WITH quiet AS MATERIALIZED (
  SELECT contact.learner, contact.last_on FROM contact
  WHERE contact.learner IN (SELECT learner FROM enrolment WHERE left_on IS NULL)
    AND contact.learner NOT IN (
      SELECT attended.learner FROM held_session CROSS JOIN attended ON attended.session = held_session.id
      WHERE held_session.day > date((SELECT today FROM clock), '-28 days') AND attended.is_present))
SELECT learner.id, learner.first_name, learner.symbol, quiet.last_on,
       CAST(julianday((SELECT today FROM clock)) - julianday(quiet.last_on) AS INTEGER) AS days
FROM quiet JOIN learner ON learner.id = quiet.learner
WHERE learner.left_on IS NULL AND quiet.last_on <> ''
  AND quiet.last_on <= date((SELECT today FROM clock), '-28 days');

-- The longest stay of each learner at this site: it runs from the first start in a programme that has one, through
-- all groups since. `state`: 'fine', 'soon' (time for the onward route), 'over'.
CREATE VIEW stay AS
SELECT learner, started_on, ends_on, onward, days_left,
       CASE WHEN days_left < 0 THEN 'over' WHEN days_left <= warn_days THEN 'soon' ELSE 'fine' END AS state
FROM (
  SELECT learner, started_on, ends_on, onward, warn_days,
         CAST(julianday(ends_on) - julianday((SELECT today FROM clock)) AS INTEGER) AS days_left
  FROM (
    SELECT enrolment.learner, min(enrolment.started_on) AS started_on, max(programme.onward) AS onward,
           date(min(enrolment.started_on), min(programme.max_months) || ' months') AS ends_on,
           coalesce(max(programme.warn_days), 90) AS warn_days
    FROM enrolment JOIN programme ON programme.id = enrolment.programme
    WHERE programme.max_months IS NOT NULL AND enrolment.started_on IS NOT NULL
    GROUP BY enrolment.learner
    HAVING count(*) > count(enrolment.left_on)));
