-- Who gets a diploma, giving it, and taking it back. Signing is the server's; checking is `rxapp/browser`'s.

-- name: candidates
-- Everyone of a group: who may get the diploma, who has it, and how much is still to go; `verdict` says which. Who stopped
-- is there too, last: the leader decides.
SELECT candidate.learner, first_name, coalesce(symbol, '') AS symbol, verdict, held, present, needed, meetings_to_go,
  modules_to_go, coalesce(diploma, '') AS diploma, min(coalesce(left_for, '') = 'stop') AS has_stopped
FROM diploma_candidate AS candidate JOIN enrolment ON enrolment.id = candidate.enrolment
WHERE candidate.learning_group = :learning_group GROUP BY candidate.learner ORDER BY has_stopped, first_name, candidate.learner;

-- name: diploma_groups
-- Groups whose people may get a diploma or have one, the latest first: those with names and with somebody in them.
SELECT group_now.id, coalesce(group_now.name, '') AS name, coalesce(group_now.symbol, '') AS symbol,
  coalesce(group_now.programme_name, '') AS programme_name, group_now.kind,
  sum(candidate.verdict IN ('earned', 'by_hand')) AS waiting, sum(candidate.verdict = 'given') AS given
FROM group_now JOIN diploma_candidate AS candidate ON candidate.learning_group = group_now.id
GROUP BY group_now.id HAVING group_now.kind = 'reading_circle' OR given > 0 OR count(*) FILTER (
  WHERE candidate.needed > 0 OR candidate.verdict = 'earned') > 0 ORDER BY group_now.first_on DESC, group_now.name;

-- name: diploma_group
-- The name and kind of a group, and how its rule for a diploma is; one row. `share` is 0 when the leader decides.
SELECT group_now.id, coalesce(group_now.name, '') AS name, group_now.kind,
  coalesce(programme.certificate_share, 0) AS share, coalesce(programme.certificate_modules, 0) AS needs_modules,
  (SELECT count(DISTINCT candidate.learner) FROM diploma_candidate AS candidate
   JOIN enrolment ON enrolment.id = candidate.enrolment AND left_for IS NOT 'stop'
   WHERE candidate.learning_group = group_now.id AND verdict IN ('by_hand', 'earned')) AS waiting,
  (SELECT count(*) FROM diploma_now WHERE learning_group = group_now.id AND state = 'being_made') AS being_made,
  (SELECT count(*) FROM diploma_now WHERE learning_group = group_now.id AND state = 'ready') AS ready
FROM group_now LEFT JOIN programme ON programme.id = group_now.programme WHERE group_now.id = :learning_group;

-- name: group_diplomas
-- The diplomas of a group, also those that were taken back.
SELECT id, learner, first_name, achievement, coalesce(first_on, '') AS first_on, coalesce(last_on, '') AS last_on,
  issued_on, coalesce(leader_name, '') AS leader_name, state, is_double, coalesce(statement, '') AS statement
FROM diploma_now WHERE learning_group = :learning_group ORDER BY first_name, issued_on, id;

-- name: diplomas
-- Every diploma of the site, the latest first.
SELECT id, learner, first_name, achievement, coalesce(first_on, '') AS first_on, coalesce(last_on, '') AS last_on,
  issued_on, coalesce(leader_name, '') AS leader_name, state, is_double, coalesce(statement, '') AS statement
FROM diploma_now ORDER BY issued_on DESC, first_name, id LIMIT 500;

-- name: diploma_draft
-- What a diploma for this group would say, to look over before giving: one row.
SELECT coalesce('de leeskring “' || circle_now.book || '”', group_now.programme_name, group_now.name) AS achievement,
  coalesce((SELECT min(day) FROM held_session WHERE learning_group = group_now.id), group_now.first_on, '') AS first_on,
  coalesce((SELECT max(day) FROM held_session WHERE learning_group = group_now.id), group_now.last_on, '') AS last_on,
  coalesce(circle_now.leader_name,
    (SELECT group_concat(staff.first_name, ' en ') FROM group_staff JOIN staff ON staff.id = group_staff.staff
     WHERE group_staff.learning_group = group_now.id AND group_staff.last_on IS NULL),
    (SELECT staff.first_name FROM me JOIN staff ON staff.id = me.staff), '') AS leader_name,
  'book' AS picture
FROM group_now LEFT JOIN circle_now ON circle_now.id = group_now.id
WHERE group_now.id = :learning_group;

-- name: give_diploma
-- Give one learner of a group the diploma; who has one that counts gets no second. The award is noted in the enrolment.
INSERT INTO diploma (id, learner, programme, learning_group, first_name, achievement, first_on, last_on, issued_on,
  leader_name, picture)
SELECT :new_id, candidate.learner, candidate.programme, candidate.learning_group, candidate.first_name, :achievement,
  nullif(:first_on, ''), nullif(:last_on, ''), clock.today, :leader_name, :picture
FROM diploma_candidate AS candidate JOIN clock
WHERE candidate.learning_group = :learning_group AND candidate.learner = :learner AND candidate.diploma IS NULL LIMIT 1;
UPDATE enrolment SET awarded_on = (SELECT today FROM clock), awarded_by = (SELECT staff FROM me)
WHERE learning_group = :learning_group AND learner = :learner AND awarded_on IS NULL
  AND EXISTS (SELECT 1 FROM diploma WHERE diploma.id = :new_id);

-- name: give_diplomas
-- Give everyone the diploma who may have it and did not stop: the leader decides, or the rule is met.
INSERT INTO diploma (learner, programme, learning_group, first_name, achievement, first_on, last_on, issued_on,
  leader_name, picture)
SELECT candidate.learner, candidate.programme, candidate.learning_group, candidate.first_name, :achievement,
  nullif(:first_on, ''), nullif(:last_on, ''), clock.today, :leader_name, :picture
FROM diploma_candidate AS candidate JOIN clock
JOIN enrolment ON enrolment.id = candidate.enrolment AND left_for IS NOT 'stop'
WHERE candidate.learning_group = :learning_group AND candidate.verdict IN ('by_hand', 'earned') GROUP BY candidate.learner;
UPDATE enrolment SET awarded_on = (SELECT today FROM clock), awarded_by = (SELECT staff FROM me)
WHERE learning_group = :learning_group AND awarded_on IS NULL
  AND learner IN (SELECT learner FROM diploma WHERE diploma.learning_group = :learning_group);

-- name: revoke_diploma
-- A diploma counts no longer: every device knows it after the next sync. `reason`: 'mistake', 'twice' or 'other'.
INSERT INTO revoked_diploma (diploma, reason) SELECT :diploma, :reason
WHERE NOT EXISTS (SELECT 1 FROM revoked_diploma WHERE revoked_diploma.diploma = :diploma);

-- name: restore_diploma
-- It was revoked by mistake: it counts again.
DELETE FROM revoked_diploma WHERE diploma = :diploma;
