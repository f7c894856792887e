-- What a report counts, as rows with a day: the figures are these rows between two days. Nothing is stored.

-- Each time that somebody was at a meeting that was held.
CREATE VIEW presence AS
SELECT attended.id, attended.learner, attended.session, attended.face, attended.is_guest, held_session.day,
       held_session.learning_group, learning_group.programme
FROM held_session JOIN attended ON attended.session = held_session.id AND attended.is_present
LEFT JOIN learning_group ON learning_group.id = held_session.learning_group;

-- The day on which each learner first took part: the first start or the first hour, whichever is known. The start
-- stays when the hours themselves are no longer kept.
CREATE VIEW first_day AS
SELECT learner, min(day) AS day FROM (
  SELECT learner, day FROM presence UNION ALL SELECT learner, started_on FROM enrolment WHERE started_on IS NOT NULL)
GROUP BY learner;

-- Meetings that were held, with the minutes of the meeting itself and of everybody's preparation, and how many were
-- there of those who were expected.
CREATE VIEW meeting AS
SELECT held_session.id, held_session.day, held_session.learning_group, group_now.programme, group_now.name,
       coalesce(held_session.minutes, group_now.minutes, 60) AS minutes,
       coalesce((SELECT sum(minutes) FROM preparation WHERE preparation.session = held_session.id), 0) AS prepared,
       (SELECT count(*) FROM attended WHERE attended.session = held_session.id) AS expected,
       (SELECT count(*) FROM attended WHERE attended.session = held_session.id AND attended.is_present) AS present
FROM held_session LEFT JOIN group_now ON group_now.id = held_session.learning_group;

-- Everything that costs money, on the day that it did: a group on its first day, a person on the day of starting, a
-- meeting on its own day.
CREATE VIEW cost_event AS
SELECT cost.id AS cost, cost.programme, cost.name, cost.per, cost.cents, happened.day, happened.learning_group
FROM cost JOIN (
  SELECT 'group' AS per, learning_group.programme, learning_group.id AS learning_group,
         coalesce(learning_group.first_on,
           (SELECT min(day) FROM held_session WHERE held_session.learning_group = learning_group.id)) AS day
  FROM learning_group
  UNION ALL
  SELECT 'person', programme, learning_group, started_on FROM enrolment
  UNION ALL
  SELECT 'meeting', programme, learning_group, day FROM meeting) AS happened
  ON happened.programme = cost.programme AND happened.per = coalesce(cost.per, 'group')
WHERE happened.day IS NOT NULL;
