-- What a site offers: programmes, copied from a template and edited, their cost and money, and the holidays.

-- name: programmes
-- The programmes that run here.
SELECT id, name, coalesce(kind, '') AS kind, coalesce(keeps_names, 1) AS keeps_names,
       coalesce(participation, '') AS participation, coalesce(about, '') AS about,
       (SELECT count(*) FROM learning_group WHERE learning_group.programme = programme.id) AS groups
FROM programme WHERE ended_on IS NULL ORDER BY name;

-- name: programme
-- One programme with everything that it says, numbers as text; what it does not say is empty.
SELECT id, coalesce(template, '') AS template, coalesce(name, '') AS name, coalesce(kind, '') AS kind,
       coalesce(about, '') AS about, coalesce(rhythm, '') AS rhythm, coalesce(weekdays, '[]') AS weekdays,
       coalesce(nths, '[]') AS nths, coalesce(starts, '') AS starts, coalesce(meetings || '', '') AS meetings,
       coalesce(minutes || '', '') AS minutes,
       coalesce(replace(trim(minutes_each, '[]'), ',', ', '), '') AS minutes_each,
       coalesce(weeks || '', '') AS weeks, coalesce(months || '', '') AS months,
       coalesce(size_min || '', '') AS size_min, coalesce(size_max || '', '') AS size_max,
       coalesce(size_best || '', '') AS size_best, coalesce(is_fixed, 0) AS is_fixed,
       coalesce(keeps_names, 1) AS keeps_names, coalesce(participation, '') AS participation,
       coalesce(has_homework, 0) AS has_homework, coalesce(content_minutes || '', '') AS content_minutes,
       coalesce(work_minutes || '', '') AS work_minutes, coalesce(guest_every || '', '') AS guest_every,
       coalesce(certificate_name, '') AS certificate_name, coalesce(certificate_share || '', '') AS certificate_share,
       coalesce(certificate_modules, 0) AS certificate_modules, coalesce(certificate_by_hand, 0) AS certificate_by_hand,
       coalesce(max_months || '', '') AS max_months, coalesce(onward, '') AS onward,
       coalesce(target_people || '', '') AS target_people, coalesce(runs_per_year || '', '') AS runs_per_year,
       coalesce(target_years || '', '') AS target_years, coalesce(warn_days || '', '') AS warn_days,
       ended_on IS NOT NULL AS is_ended
FROM programme WHERE id = :programme;

-- name: groups_of
-- The groups of a programme, the latest first.
SELECT id, coalesce(name, '') AS name, coalesce(symbol, '') AS symbol, coalesce(place, '') AS place,
       coalesce(first_on, '') AS first_on, coalesce(last_on, '') AS last_on
FROM group_now WHERE programme = :programme ORDER BY first_on DESC, name;

-- name: modules
-- The e-learnings of a programme, in order.
SELECT id, coalesce(name, '') AS name, coalesce(minutes, 0) AS minutes FROM module WHERE programme = :programme
ORDER BY position, id;

-- name: questions
-- The buttons of an open hour, in order.
SELECT id, coalesce(words, '') AS words FROM question WHERE programme = :programme ORDER BY position, id;

-- name: costs
-- What a programme costs; a price that nobody stated is empty.
SELECT id, coalesce(name, '') AS name, coalesce(per, 'group') AS per,
       iif(cents IS NULL, '', printf('%d,%02d', cents / 100, cents % 100)) AS euros
FROM cost WHERE programme = :programme ORDER BY name, id;

-- name: payers
-- Who pays the costs of a programme, with the part of each in euros where the price is known.
SELECT payer.id, payer.cost, coalesce(payer.name, '') AS name,
       iif(cost_share.share IS NULL, '', printf('%d,%02d', share / 100, share % 100)) AS euros
FROM cost JOIN payer ON payer.cost = cost.id LEFT JOIN cost_share ON cost_share.payer = payer.id
WHERE cost.programme = :programme ORDER BY cost.name, payer.position, payer.id;

-- name: funding
-- Money for a programme, by source; an amount that is not known yet is empty.
SELECT id, coalesce(source, '') AS source,
       iif(cents IS NULL, '', printf('%d,%02d', cents / 100, cents % 100)) AS euros,
       coalesce(received_on, '') AS received_on
FROM funding WHERE programme = :programme ORDER BY source, id;

-- name: holidays
-- The holidays from this year on.
SELECT id, coalesce(name, '') AS name, coalesce(first_on, '') AS first_on, coalesce(last_on, '') AS last_on
FROM holiday, clock WHERE last_on >= date(clock.today, '-30 days') OR last_on IS NULL ORDER BY first_on;

-- name: reached_now
-- How many people a programme reached this year, against the target; one row, or none without visitors or names.
SELECT people, newcomers, nt1, coalesce(target_people, 0) AS target_people FROM reach, clock
WHERE programme = :programme AND year = substr(clock.today, 1, 4);

-- name: copy_template
-- Copy a template to the site, under a new id. `template` is the template as JSON, with its key.
INSERT INTO programme (id, template, name, kind, about, rhythm, weekdays, nths, starts, meetings, minutes, minutes_each,
  weeks, months, runs_per_year, size_min, size_max, size_best, is_fixed, keeps_names, participation, has_homework,
  content_minutes, work_minutes, guest_every, certificate_name, certificate_share, certificate_modules,
  certificate_by_hand, max_months, onward, target_people, target_years)
SELECT :programme, t ->> 'key', t ->> 'name', t ->> 'kind', t ->> 'about', t ->> 'rhythm', t -> 'weekdays', t -> 'nths',
  t ->> 'starts', t ->> 'meetings', t ->> 'minutes', t -> 'minutes_each', t ->> 'weeks', t ->> 'months',
  t ->> 'runs_per_year', t ->> 'size_min', t ->> 'size_max', t ->> 'size_best', t ->> 'is_fixed', t ->> 'keeps_names',
  t ->> 'participation', t ->> 'has_homework', t ->> 'content_minutes', t ->> 'work_minutes', t ->> 'guest_every',
  t ->> 'certificate_name', t ->> 'certificate_share', t ->> 'certificate_modules', t ->> 'certificate_by_hand',
  t ->> 'max_months', t ->> 'onward', t ->> 'target_people', t ->> 'target_years'
FROM (SELECT :template AS t);
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 99)
INSERT INTO module (programme, name, position, minutes)
SELECT :programme, 'E-learning ' || n, n, :template ->> '$.modules.minutes' FROM number
WHERE n <= coalesce(:template ->> '$.modules.count', 0);
INSERT INTO question (programme, words, position)
SELECT :programme, value, key + 1 FROM json_each(:template, '$.questions');
INSERT INTO cost (id, programme, name, cents, per)
SELECT substr(:programme, 1, 14) || printf('%02x', key), :programme, value ->> 'name', value ->> 'cents', value ->> 'per'
FROM json_each(:template, '$.costs');
INSERT INTO payer (cost, name, position)
SELECT substr(:programme, 1, 14) || printf('%02x', cost.key), payer.value, payer.key + 1
FROM json_each(:template, '$.costs') AS cost JOIN json_each(cost.value, '$.payers') AS payer;
INSERT INTO funding (programme, source)
SELECT :programme, value FROM json_each(:template, '$.funding');

-- name: edit_programme
-- Change one column of a programme; an empty value says that the programme does not say it. Minutes that differ per
-- meeting are typed as "90, 90, 180".
UPDATE programme SET name = iif(:column = 'name', :value, name), about = iif(:column = 'about', :value, about),
  kind = iif(:column = 'kind', :value, kind), starts = iif(:column = 'starts', nullif(:value, ''), starts),
  rhythm = iif(:column = 'rhythm', nullif(:value, ''), rhythm),
  weekdays = iif(:column = 'weekdays', nullif(:value, '[]'), weekdays),
  nths = iif(:column = 'nths', nullif(:value, '[]'), nths),
  minutes_each = iif(:column = 'minutes_each' AND json_valid(list), nullif(list, '[]'), minutes_each),
  participation = iif(:column = 'participation', :value, participation),
  certificate_name = iif(:column = 'certificate_name', nullif(:value, ''), certificate_name),
  onward = iif(:column = 'onward', nullif(:value, ''), onward)
FROM (SELECT '[' || replace(replace(trim(:value), ', ', ','), ' ', ',') || ']' AS list) WHERE id = :programme;

-- name: edit_number
-- Change one column of a programme that holds a number; no number says that the programme does not say it.
UPDATE programme SET meetings = iif(:column = 'meetings', number, meetings),
  minutes = iif(:column = 'minutes', number, minutes), weeks = iif(:column = 'weeks', number, weeks),
  months = iif(:column = 'months', number, months), size_min = iif(:column = 'size_min', number, size_min),
  size_max = iif(:column = 'size_max', number, size_max), size_best = iif(:column = 'size_best', number, size_best),
  is_fixed = iif(:column = 'is_fixed', number, is_fixed), keeps_names = iif(:column = 'keeps_names', number, keeps_names),
  has_homework = iif(:column = 'has_homework', number, has_homework),
  content_minutes = iif(:column = 'content_minutes', number, content_minutes),
  work_minutes = iif(:column = 'work_minutes', number, work_minutes),
  guest_every = iif(:column = 'guest_every', number, guest_every),
  certificate_share = iif(:column = 'certificate_share', number, certificate_share),
  certificate_modules = iif(:column = 'certificate_modules', number, certificate_modules),
  certificate_by_hand = iif(:column = 'certificate_by_hand', number, certificate_by_hand),
  max_months = iif(:column = 'max_months', number, max_months),
  target_people = iif(:column = 'target_people', number, target_people),
  target_years = iif(:column = 'target_years', number, target_years),
  warn_days = iif(:column = 'warn_days', number, warn_days),
  runs_per_year = iif(:column = 'runs_per_year', number, runs_per_year)
FROM (SELECT iif(:value GLOB '*[0-9]*', CAST(:value AS INTEGER), NULL) AS number) WHERE id = :programme;

-- name: end_programme
-- The programme is not on offer any more; its groups and what was stay.
UPDATE programme SET ended_on = (SELECT today FROM clock) WHERE id = :programme;

-- name: add_module
-- One more e-learning; how long it takes may be unknown.
INSERT INTO module (programme, name, minutes, position)
SELECT :programme, :name, iif(:minutes GLOB '*[0-9]*', CAST(:minutes AS INTEGER), NULL), 1 + (SELECT coalesce(max(position), 0) FROM module WHERE programme = :programme);

-- name: edit_module
-- Another name or length for an e-learning.
UPDATE module SET name = :name, minutes = iif(:minutes GLOB '*[0-9]*', CAST(:minutes AS INTEGER), NULL)
WHERE id = :module;

-- name: drop_module
-- The programme has this e-learning no longer.
DELETE FROM module WHERE id = :module;

-- name: add_question
-- One more button at the open hour.
INSERT INTO question (programme, words, position)
SELECT :programme, :words, 1 + (SELECT coalesce(max(position), 0) FROM question WHERE programme = :programme);

-- name: drop_question
-- The open hour has this button no longer.
DELETE FROM question WHERE id = :question;

-- name: add_cost
-- Something that the programme costs; the price may be unknown.
INSERT INTO cost (id, programme, name, per, cents) VALUES (:new_id, :programme, :name, :per, :cents);

-- name: set_price
-- Another price, or none yet.
UPDATE cost SET cents = :cents WHERE id = :cost;

-- name: drop_cost
-- The programme does not cost this; who paid goes too.
DELETE FROM payer WHERE cost = :cost;
DELETE FROM cost WHERE id = :cost;

-- name: add_payer
-- One more who pays an equal part.
INSERT INTO payer (cost, name, position)
SELECT :cost, :name, 1 + (SELECT coalesce(max(position), 0) FROM payer WHERE cost = :cost);

-- name: drop_payer
-- Who does not pay a part.
DELETE FROM payer WHERE id = :payer;

-- name: add_funding
-- Money from a source; the amount may be unknown.
INSERT INTO funding (programme, source, cents) VALUES (:programme, :source, :cents);

-- name: set_funding
-- How much money comes from a source, and when it came; both may be unknown.
UPDATE funding SET cents = :cents, received_on = nullif(:received_on, '') WHERE id = :funding;

-- name: drop_funding
-- Money that does not come.
DELETE FROM funding WHERE id = :funding;

-- name: add_holiday
-- Days without meetings; one day when the last is empty.
INSERT INTO holiday (name, first_on, last_on) VALUES (:name, :first_on, coalesce(nullif(:last_on, ''), :first_on));

-- name: drop_holiday
-- These days are no holiday.
DELETE FROM holiday WHERE id = :holiday;
