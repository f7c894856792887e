-- What is true of groups and their sessions: who takes part, who was there, and what is still needed for a certificate.

-- Sessions that were opened and not cancelled. Each counts as held, whatever was or was not noted in it.
CREATE VIEW held_session AS
SELECT id, learning_group, day, starts, minutes, closed_at FROM session
WHERE opened_at IS NOT NULL AND coalesce(state, 'planned') <> 'cancelled';

-- Who was expected at an opened session, once per learner; without a state they were present.
CREATE VIEW attended AS
SELECT attendance.id, attendance.session, attendance.learner, coalesce(attendance.state, 'present') AS state,
       coalesce(attendance.state, 'present') = 'present' AS is_present, coalesce(attendance.is_guest, 0) AS is_guest,
       attendance.face, attendance.words
FROM attendance WHERE attendance.state IS NOT 'mistake';

-- The people of a group today: started, not left.
CREATE VIEW roster AS
SELECT enrolment.id AS enrolment, enrolment.learning_group, enrolment.learner, learner.first_name, learner.symbol,
       enrolment.started_on
FROM enrolment JOIN learner ON learner.id = enrolment.learner
WHERE enrolment.started_on IS NOT NULL AND enrolment.left_on IS NULL AND learner.left_on IS NULL;

-- Who takes part in a group since today and came to none of its hours: what a slip of the finger looks like.
CREATE VIEW new_member AS
SELECT roster.enrolment FROM clock JOIN roster ON roster.started_on = clock.today
WHERE NOT EXISTS (SELECT 1 FROM attended JOIN session ON session.id = attended.session
                  WHERE attended.learner = roster.learner AND session.learning_group = roster.learning_group);

-- The people of a session: those noted, and until it is opened those who take part on its day.
CREATE VIEW session_person AS
SELECT attended.session, attended.learner, attended.state, attended.is_present, attended.is_guest, attended.face,
       attended.words, 1 AS is_noted
FROM attended
UNION ALL
SELECT session.id, enrolment.learner, 'present', 1, 0, NULL, NULL, 0
FROM session JOIN enrolment ON enrolment.learning_group = session.learning_group
WHERE session.opened_at IS NULL AND enrolment.started_on <= session.day
  AND (enrolment.left_on IS NULL OR enrolment.left_on > session.day)
  AND NOT EXISTS (SELECT 1 FROM attendance
                  WHERE attendance.session = session.id AND attendance.learner = enrolment.learner);

-- Progress to a certificate, as counts, for everyone in a programme that has a rule. `verdict`: 'awarded', 'earned',
-- 'by_hand' (the counts are there and a person decides), 'on_way', 'out_of_reach' (too few meetings are left).
-- The number of meetings is that of the group or programme, and else what was planned and not cancelled.
CREATE VIEW certificate_progress AS
SELECT *, meetings_to_go = 0 AND modules_to_go = 0 AND NOT by_hand AS is_earned,
       CASE WHEN awarded_on IS NOT NULL THEN 'awarded'
            WHEN meetings_to_go > max(meetings - held, 0) THEN 'out_of_reach'
            WHEN meetings_to_go > 0 OR modules_to_go > 0 THEN 'on_way'
            WHEN by_hand THEN 'by_hand' ELSE 'earned' END AS verdict
FROM (
  SELECT *, max(needed - present, 0) AS meetings_to_go,
         iif(needs_modules, max(modules - modules_done, 0), 0) AS modules_to_go
  FROM (
    SELECT *, (coalesce(share, 0) * meetings + 99) / 100 AS needed
    FROM (
      SELECT enrolment.id AS enrolment, enrolment.learner, enrolment.programme, enrolment.learning_group,
             enrolment.awarded_on, programme.certificate_name, programme.certificate_share AS share,
             coalesce(programme.certificate_by_hand, 0) AS by_hand,
             coalesce(programme.certificate_modules, 0) AS needs_modules,
             coalesce(learning_group.meetings, programme.meetings,
               (SELECT count(*) FROM session WHERE session.learning_group = enrolment.learning_group
                AND coalesce(session.state, 'planned') <> 'cancelled')) AS meetings,
             (SELECT count(*) FROM held_session WHERE held_session.learning_group = enrolment.learning_group) AS held,
             (SELECT count(DISTINCT held_session.id) FROM held_session
              JOIN attended ON attended.session = held_session.id AND attended.learner = enrolment.learner
              WHERE held_session.learning_group = enrolment.learning_group AND attended.is_present) AS present,
             (SELECT count(*) FROM module WHERE module.programme = enrolment.programme) AS modules,
             (SELECT count(DISTINCT module.id) FROM module_done JOIN module ON module.id = module_done.module
              WHERE module_done.learner = enrolment.learner AND module_done.done_on IS NOT NULL
                AND module.programme = enrolment.programme) AS modules_done
      FROM enrolment JOIN programme ON programme.id = enrolment.programme
      LEFT JOIN learning_group ON learning_group.id = enrolment.learning_group
      WHERE enrolment.started_on IS NOT NULL
        AND (programme.certificate_share IS NOT NULL OR programme.certificate_modules = 1
             OR programme.certificate_by_hand = 1))));

-- Who signed up and has not started, and how long that takes; the aim is nobody. A start on a later day still waits.
CREATE VIEW waiting AS
SELECT enrolment.id AS enrolment, enrolment.learner, learner.first_name, learner.symbol, enrolment.programme,
       enrolment.learning_group, programme.name AS programme_name, enrolment.asked_on,
       CAST(julianday(clock.today) - julianday(enrolment.asked_on) AS INTEGER) AS days
FROM clock JOIN enrolment JOIN learner ON learner.id = enrolment.learner
LEFT JOIN programme ON programme.id = enrolment.programme
WHERE enrolment.left_on IS NULL AND learner.left_on IS NULL AND enrolment.asked_on IS NOT NULL
  AND (enrolment.started_on IS NULL OR enrolment.started_on > clock.today);

-- Days from sign-up to the first hour, for everyone who had one.
CREATE VIEW first_hour AS
SELECT enrolment.id AS enrolment, enrolment.learner, enrolment.programme, enrolment.asked_on,
       min(held_session.day) AS first_day,
       CAST(julianday(min(held_session.day)) - julianday(enrolment.asked_on) AS INTEGER) AS days
FROM enrolment JOIN attended ON attended.learner = enrolment.learner AND attended.is_present
JOIN held_session ON held_session.id = attended.session AND held_session.learning_group = enrolment.learning_group
  AND held_session.day >= enrolment.asked_on
GROUP BY enrolment.id;

-- Taps per session and kind of question, and per session new and returning visitors.
CREATE VIEW tally_count AS
SELECT session, question, coalesce(visitor, '') AS visitor, count(*) AS taps FROM tally
GROUP BY session, question, coalesce(visitor, '');

-- Who was at a session for the first time in its programme, and who came back; where names are kept.
CREATE VIEW session_visitor AS
SELECT attended.session, attended.learner,
       iif(EXISTS (SELECT 1 FROM attended AS earlier JOIN held_session AS before ON before.id = earlier.session
                   JOIN learning_group AS other ON other.id = before.learning_group
                   WHERE earlier.learner = attended.learner AND earlier.is_present
                     AND other.programme = learning_group.programme
                     AND (before.day, before.starts) < (held_session.day, held_session.starts)),
           'returning', 'new') AS visitor
FROM held_session JOIN attended ON attended.session = held_session.id AND attended.is_present
JOIN learning_group ON learning_group.id = held_session.learning_group;

-- People reached per programme and calendar year, against the target: nobody counts twice in a year, and who was
-- there in an earlier year is not new.
CREATE VIEW reach AS
SELECT programme.id AS programme, programme.name, seen.year, count(*) AS people, sum(seen.year = seen.first_year) AS newcomers,
       sum(EXISTS (SELECT 1 FROM intake WHERE intake.learner = seen.learner AND first_language = 'nt1')) AS nt1,
       programme.target_people
FROM (SELECT learning_group.programme, attended.learner, substr(held_session.day, 1, 4) AS year,
             min(substr(held_session.day, 1, 4)) OVER (PARTITION BY learning_group.programme, attended.learner) AS first_year
      FROM held_session JOIN attended ON attended.session = held_session.id AND attended.is_present
      JOIN learning_group ON learning_group.id = held_session.learning_group
      GROUP BY learning_group.programme, attended.learner, substr(held_session.day, 1, 4)) AS seen
JOIN programme ON programme.id = seen.programme
GROUP BY programme.id, seen.year;

-- Hours of work by one of the staff: preparation per session.
CREATE VIEW staff_hours AS
SELECT preparation.staff, session.learning_group, session.id AS session, session.day, preparation.minutes AS prepared,
       session.minutes AS led
FROM preparation JOIN session ON session.id = preparation.session;

-- Rows that name a person, or have words in which somebody could, in a programme that keeps no names. There should be
-- none: the queries make none, and the server refuses what another client makes. `leerplein check` reports the rest.
CREATE VIEW nameless_trespass AS
SELECT 'enrolment' AS tbl, enrolment.id AS row, enrolment.learner FROM enrolment
JOIN programme ON programme.id = enrolment.programme AND programme.keeps_names = 0
UNION ALL
SELECT 'enrolment', enrolment.id, enrolment.learner FROM group_now
JOIN enrolment ON enrolment.learning_group = group_now.id WHERE group_now.keeps_names = 0
UNION ALL
SELECT 'attendance', attendance.id, attendance.learner FROM group_now
JOIN session ON session.learning_group = group_now.id JOIN attendance ON attendance.session = session.id
WHERE group_now.keeps_names = 0
UNION ALL
SELECT 'session_goal', session_goal.id, session_goal.learner FROM group_now
JOIN session ON session.learning_group = group_now.id JOIN session_goal ON session_goal.session = session.id
WHERE group_now.keeps_names = 0
UNION ALL
SELECT 'homework', homework.id, homework.learner FROM group_now
JOIN session ON session.learning_group = group_now.id JOIN homework ON homework.session = session.id
WHERE group_now.keeps_names = 0
UNION ALL
SELECT 'session', session.id, NULL FROM group_now JOIN session ON session.learning_group = group_now.id
WHERE group_now.keeps_names = 0
  AND coalesce(session.note, '') || coalesce(session.tip_one, '') || coalesce(session.tip_two, '')
      || coalesce(session.top_one, '') || coalesce(session.top_two, '') <> '';
