-- Programmes and groups as they apply, the days on which groups meet, and costs in equal parts to the cent.

-- Every group with what its programme says where the group itself says nothing.
CREATE VIEW group_now AS
SELECT learning_group.id, learning_group.programme, coalesce(learning_group.name, programme.name) AS name,
       learning_group.symbol, learning_group.place, programme.name AS programme_name, programme.kind,
       iif(learning_group.rhythm IS NULL, programme.rhythm, learning_group.rhythm) AS rhythm,
       coalesce(learning_group.weekdays, programme.weekdays) AS weekdays,
       coalesce(learning_group.nths, programme.nths) AS nths,
       coalesce(learning_group.starts, programme.starts) AS starts,
       coalesce(learning_group.minutes, programme.minutes, 60) AS minutes, programme.minutes_each,
       coalesce(learning_group.meetings, programme.meetings) AS meetings,
       learning_group.first_on,
       coalesce(learning_group.last_on, date(learning_group.first_on, (7 * programme.weeks - 1) || ' days'),
                date(learning_group.first_on, programme.months || ' months', '-1 day')) AS last_on,
       coalesce(learning_group.skips_holidays, 1) AS skips_holidays,
       coalesce(learning_group.size_max, programme.size_max) AS size_max,
       coalesce(programme.keeps_names, 1) AS keeps_names, coalesce(programme.is_fixed, 0) AS is_fixed,
       coalesce(programme.has_homework, 0) AS has_homework, programme.participation
FROM learning_group LEFT JOIN programme ON programme.id = learning_group.programme;

-- Ids of sessions that exist or were taken away by hand: planning leaves both alone.
CREATE VIEW session_taken AS SELECT id FROM _session;

-- Every day from each group's first day to its last, and without a last day to a year from today, with what a rhythm
-- looks at: the weekday (Monday is 1), which one of that weekday in the month, and whether it is the last one.
CREATE VIEW group_day AS
WITH RECURSIVE day (learning_group, day, until_on) AS (
  SELECT id, first_on, coalesce(last_on, date(max(first_on, (SELECT today FROM clock)), '1 year')) FROM group_now
  WHERE first_on IS NOT NULL AND rhythm <> 'loose'
  UNION ALL
  SELECT learning_group, date(day, '1 day'), until_on FROM day WHERE day < until_on
)
SELECT learning_group, day, (CAST(strftime('%w', day) AS INTEGER) + 6) % 7 + 1 AS weekday,
       (CAST(substr(day, 9, 2) AS INTEGER) + 6) / 7 AS nth,
       substr(date(day, '7 days'), 6, 2) <> substr(day, 6, 2) AS is_last,
       substr(day, 1, 4) * 12 + substr(day, 6, 2) AS month
FROM day;

-- What the rhythm of a group comes to. What nobody said follows from the first day: its weekday (twice a week: one two
-- days off, within the working week), and which one of the month it is (a fifth one counts as the last).
CREATE VIEW group_rule AS
SELECT id, rhythm, first_on, skips_holidays, first_month,
       coalesce(weekdays, iif(rhythm = 'twice_weekly', json_array(weekday, weekday + iif(weekday < 4, 2, -2)),
                              json_array(weekday))) AS weekdays,
       coalesce(nths, iif(rhythm <> 'twice_monthly', json_array(nth),
                          json_array(CASE nth WHEN -1 THEN 2 WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE nth - 2 END, nth))) AS nths
FROM (SELECT id, rhythm, first_on, skips_holidays, weekdays, nths,
             (CAST(strftime('%w', first_on) AS INTEGER) + 6) % 7 + 1 AS weekday,
             iif(CAST(substr(first_on, 9, 2) AS INTEGER) > 28, -1,
                 (CAST(substr(first_on, 9, 2) AS INTEGER) + 6) / 7) AS nth,
             substr(first_on, 1, 4) * 12 + substr(first_on, 6, 2) AS first_month
      FROM group_now);

-- The days on which a group meets by its rhythm, holidays left out.
CREATE VIEW meeting_day AS
SELECT group_day.learning_group, group_day.day
FROM group_rule AS rule
JOIN group_day ON group_day.learning_group = rule.id
WHERE CASE WHEN rule.rhythm = 'four_weekly' THEN (julianday(group_day.day) - julianday(rule.first_on)) % 28 = 0
           ELSE group_day.weekday IN (SELECT value FROM json_each(rule.weekdays)) END
  AND (rule.rhythm NOT IN ('monthly', 'twice_monthly', 'twice_yearly')
       OR group_day.nth IN (SELECT value FROM json_each(rule.nths))
       OR group_day.is_last AND -1 IN (SELECT value FROM json_each(rule.nths)))
  AND (rule.rhythm <> 'twice_yearly' OR (group_day.month - rule.first_month) % 6 = 0)
  AND NOT (rule.skips_holidays AND EXISTS (
    SELECT 1 FROM holiday WHERE group_day.day BETWEEN holiday.first_on AND holiday.last_on));

-- The sessions that a group's rhythm gives, numbered; clock times are local words, so summer time shifts nothing.
-- The id is made of the day, the quarter of an hour and the group: planned twice on two tablets, a session is one row.
CREATE VIEW planned_session AS
SELECT printf('%04x%02x', julianday(day) - 2440587.5, (substr(starts, 1, 2) * 60 + substr(starts, 4, 2)) / 15)
         || substr(learning_group, 7, 10) AS id,
       learning_group, day, starts, number,
       coalesce(json_extract(minutes_each, '$[' || (number - 1) || ']'), minutes) AS minutes
FROM (SELECT meeting_day.learning_group, meeting_day.day, group_now.minutes, group_now.minutes_each, group_now.meetings,
             strftime('%H:%M', '2000-01-01 ' || coalesce(group_now.starts, '09:00'),
                      (turn.value * group_now.minutes) || ' minutes') AS starts,
             row_number() OVER (PARTITION BY meeting_day.learning_group ORDER BY meeting_day.day, turn.value) AS number
      FROM meeting_day JOIN group_now ON group_now.id = meeting_day.learning_group
      JOIN json_each(iif(group_now.rhythm = 'pair', '[0,1]', '[0]')) AS turn)
WHERE number <= coalesce(meetings, 9999);

-- What each payer pays: equal parts to the cent. The cents that do not divide go to the first payers, one each.
CREATE VIEW cost_share AS
SELECT cost.id AS cost, cost.programme, cost.name, cost.cents, cost.per, part.id AS payer, part.name AS payer_name,
       part.place, cost.cents / part.parts + (part.place <= cost.cents % part.parts) AS share
FROM cost JOIN (
  SELECT id, cost, name, row_number() OVER (PARTITION BY cost ORDER BY position, id) AS place,
         count(*) OVER (PARTITION BY cost) AS parts
  FROM payer) AS part ON part.cost = cost.id;

-- What each group costs: a price per group once, per meeting for each that was not cancelled, per person for each who
-- started.
CREATE VIEW group_cost AS
SELECT learning_group.id AS learning_group, cost.id AS cost, cost.name, cost.per, cost.cents,
       cost.cents * CASE cost.per
         WHEN 'person' THEN (SELECT count(DISTINCT learner) FROM enrolment
                             WHERE enrolment.learning_group = learning_group.id AND started_on IS NOT NULL)
         WHEN 'meeting' THEN (SELECT count(*) FROM session WHERE session.learning_group = learning_group.id
                              AND coalesce(state, 'planned') <> 'cancelled')
         ELSE 1 END AS total
FROM learning_group JOIN cost ON cost.programme = learning_group.programme;

-- Money per programme by source.
CREATE VIEW funding_source AS
SELECT programme, source, sum(cents) AS cents, count(*) AS amounts FROM funding GROUP BY programme, source;
