-- What the library of activities asks of the database.

-- name: activities
-- All activities of a kind, or all when that is empty.
SELECT id, name, kind, coalesce(goal, '') AS goal, coalesce(audience, '') AS audience, minutes, size_min, size_max
FROM activity WHERE withdrawn_on IS NULL AND (coalesce(:kind, '') = '' OR kind = :kind) ORDER BY name;

-- name: activity
-- One activity as a whole; materials, ways to make it easier and boxes are JSON arrays.
SELECT id, name, kind, coalesce(goal, '') AS goal, coalesce(audience, '') AS audience, minutes, size_min, size_max,
       coalesce(materials, '[]') AS materials, coalesce(easier, '[]') AS easier, coalesce(boxes, '[]') AS boxes
FROM activity WHERE id = :activity;

-- name: activity_steps
-- The steps of an activity, each with the minute at which it starts and ends.
SELECT id, position, name, minutes, coalesce(action, '') AS action, coalesce(speech, '') AS speech,
       sum(minutes) OVER (ORDER BY position, id) - minutes AS from_minute,
       sum(minutes) OVER (ORDER BY position, id) AS until_minute
FROM activity_step WHERE activity = :activity ORDER BY position, id;

-- name: activity_materials
-- What is needed, ways to make it easier and the boxes or cards, one a row.
SELECT part.kind, item.value AS words FROM activity
JOIN (SELECT 'material' AS kind UNION ALL SELECT 'easier' UNION ALL SELECT 'box') AS part
JOIN json_each(coalesce(CASE part.kind WHEN 'material' THEN activity.materials WHEN 'easier' THEN activity.easier
                        ELSE activity.boxes END, '[]')) AS item
WHERE activity.id = :activity ORDER BY part.kind, item.key;

-- name: hours_to_plan
-- The hours of today and later that an activity can be planned in, with what is planned.
SELECT session.id, coalesce(group_now.name, '') AS name, coalesce(group_now.symbol, '') AS symbol, session.day,
       coalesce(session.starts, '') AS starts, coalesce(activity.name, '') AS activity_name,
       coalesce(session.activity, '') AS activity
FROM clock JOIN session ON session.day BETWEEN clock.today AND date(clock.today, '60 days')
JOIN group_now ON group_now.id = session.learning_group LEFT JOIN activity ON activity.id = session.activity
WHERE session.state IS NOT 'cancelled' AND session.closed_at IS NULL
ORDER BY session.day, session.starts, group_now.name LIMIT 40;

-- name: running_hour
-- The hour whose activity is on the screen; one row. The time since `activity_at` is by this clock and its offset.
SELECT session.id, coalesce(group_now.name, '') AS group_name, coalesce(session.activity, '') AS activity,
       coalesce(activity.name, '') AS name, coalesce(activity.goal, '') AS goal, coalesce(activity.minutes, 0) AS minutes,
       coalesce(session.activity_at, '') AS activity_at, me.clock_offset
FROM me JOIN session JOIN group_now ON group_now.id = session.learning_group
LEFT JOIN activity ON activity.id = session.activity
WHERE session.id = :session;

-- name: go_to_minute
-- The planned activity runs, and is at this minute now; 0 starts it.
UPDATE session SET activity_at = (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', now, '-' || :minute || ' minutes') FROM clock)
WHERE id = :session AND activity IS NOT NULL;

-- name: stop_activity
-- The activity does not run any more.
UPDATE session SET activity_at = NULL WHERE id = :session;
