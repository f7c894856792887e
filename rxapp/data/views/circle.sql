-- What is true of a reading circle: where it stands, its path of stones, who reads how, and where its kit is.

-- Every reading circle with its book and how far it is. `state`: 'planned', 'running', 'finished'.
CREATE VIEW circle_now AS
SELECT id, programme, name, place, book, title, colour, cover, pages, closing, film, closed_on, first_on, stones, held,
       next_session, next_on,
       CASE WHEN closed_on IS NOT NULL OR (stones > 0 AND next_on IS NULL) THEN 'finished'
            WHEN held > 0 THEN 'running' ELSE 'planned' END AS state,
       (SELECT group_concat(first_name, ' en ') FROM (
          SELECT staff.first_name FROM group_staff JOIN staff ON staff.id = group_staff.staff
          WHERE group_staff.learning_group = circles.id
            AND (group_staff.last_on IS NULL OR group_staff.last_on >= (SELECT today FROM clock))
          ORDER BY group_staff.first_on, staff.first_name)) AS leader_name
FROM (
  SELECT group_now.id, group_now.programme, group_now.name, group_now.place, coalesce(circle.book, title.name) AS book,
         circle.title, title.colour, title.cover, circle.pages, coalesce(circle.closing, '') AS closing, circle.film,
         circle.closed_on, group_now.first_on,
         (SELECT count(*) FROM session WHERE session.learning_group = group_now.id
          AND coalesce(session.state, 'planned') <> 'cancelled') AS stones,
         (SELECT count(*) FROM held_session WHERE held_session.learning_group = group_now.id) AS held,
         following.id AS next_session, following.day AS next_on
  FROM group_now LEFT JOIN circle ON circle.id = group_now.id
  LEFT JOIN title ON title.id = circle.title
  LEFT JOIN session AS following ON following.id = (
    SELECT session.id FROM session WHERE session.learning_group = group_now.id AND session.closed_at IS NULL
      AND coalesce(session.state, 'planned') <> 'cancelled' ORDER BY session.day, session.starts LIMIT 1)
  WHERE group_now.kind = 'reading_circle') AS circles;

-- The path of a circle: a stone for each meeting that was not cancelled, in order. `state`: 'done' (held and closed, or
-- held on an earlier day), 'here' (the first one that is not done), 'ahead'. `substitute` when no fixed face led it.
CREATE VIEW circle_stone AS
SELECT id, learning_group, day, starts, number, is_held, closed_at, first_page, last_page, talk_about, substitute,
       CASE WHEN is_done THEN 'done'
            WHEN NOT is_done AND sum(NOT is_done) OVER (PARTITION BY learning_group ORDER BY number) = 1 THEN 'here'
            ELSE 'ahead' END AS state
FROM (
  SELECT session.id, session.learning_group, session.day, session.starts, session.closed_at,
         session.opened_at IS NOT NULL AS is_held,
         session.closed_at IS NOT NULL OR (session.opened_at IS NOT NULL AND session.day < (SELECT today FROM clock))
           AS is_done,
         row_number() OVER (PARTITION BY session.learning_group ORDER BY session.day, session.starts) AS number,
         circle_week.first_page, circle_week.last_page, circle_week.talk_about, staff.first_name AS substitute
  FROM session JOIN group_now ON group_now.id = session.learning_group AND group_now.kind = 'reading_circle'
  LEFT JOIN circle_week ON circle_week.id = session.id
  LEFT JOIN staff ON staff.id = session.led_by AND session.led_by NOT IN (
    SELECT group_staff.staff FROM group_staff WHERE group_staff.learning_group = session.learning_group)
  WHERE coalesce(session.state, 'planned') <> 'cancelled');

-- Who takes part in each circle and how, as counts: there, read, listened, read on at home.
CREATE VIEW circle_person AS
SELECT enrolment.learning_group, enrolment.learner, learner.first_name, learner.symbol, enrolment.started_on,
       enrolment.left_on,
       (SELECT count(DISTINCT held_session.id) FROM held_session
        JOIN attended ON attended.session = held_session.id AND attended.learner = enrolment.learner
        WHERE held_session.learning_group = enrolment.learning_group AND attended.is_present) AS present,
       coalesce(sum(reading.how = 'read'), 0) AS read, coalesce(sum(reading.how = 'listened'), 0) AS listened,
       coalesce(sum(reading.at_home = 1), 0) AS at_home
FROM enrolment JOIN group_now ON group_now.id = enrolment.learning_group AND group_now.kind = 'reading_circle'
JOIN learner ON learner.id = enrolment.learner
LEFT JOIN session ON session.learning_group = enrolment.learning_group
LEFT JOIN reading ON reading.session = session.id AND reading.learner = enrolment.learner
WHERE enrolment.started_on IS NOT NULL
GROUP BY enrolment.id;

-- Every kit and where it is: with which circle and since when, or in; how many books belong to it and are missing.
CREATE VIEW kit_now AS
SELECT kit.id, kit.title, coalesce(kit.name, title.name) AS name, title.colour, title.cover, kit.barcode,
       (SELECT count(*) FROM kit_copy WHERE kit_copy.kit = kit.id) AS copies,
       out_now.id AS kit_loan, out_now.learning_group, out_now.lent_at,
       (SELECT count(*) FROM kit_missing JOIN kit_loan ON kit_loan.id = kit_missing.kit_loan
        WHERE kit_loan.kit = kit.id AND kit_missing.found_on IS NULL) AS missing
FROM kit LEFT JOIN title ON title.id = kit.title
LEFT JOIN kit_loan AS out_now ON out_now.id = (
  SELECT id FROM kit_loan WHERE kit_loan.kit = kit.id AND kit_loan.returned_at IS NULL
  ORDER BY kit_loan.lent_at DESC, kit_loan.id LIMIT 1);

-- Copies that are out as part of a kit, for the cart.
CREATE VIEW copy_in_kit AS
SELECT kit_copy.copy, kit_now.id AS kit, kit_now.name, kit_now.learning_group, kit_now.kit_loan
FROM kit_now JOIN kit_copy ON kit_copy.kit = kit_now.id WHERE kit_now.kit_loan IS NOT NULL AND kit_copy.copy IS NOT NULL;

-- What lands in the folder by itself, in the columns of `timeline`: taking part in a circle.
CREATE VIEW circle_event AS
SELECT circle_person.learner, circle_person.started_on AS day, circle_person.started_on AS at, 'circle' AS kind,
       circle_now.id AS row, coalesce(circle_now.book, circle_now.name) AS words,
       circle_person.present || '/' || circle_now.held AS detail, NULL AS staff
FROM circle_person JOIN circle_now ON circle_now.id = circle_person.learning_group;
