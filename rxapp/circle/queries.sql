-- The reading circle: planning, the weeks, the closing activity and the kit. Sessions, roster and faces are a group's.

-- name: circles
-- Every circle, the running ones first.
SELECT circle_now.id, name, coalesce(book, '') AS book, coalesce(colour, '') AS colour, coalesce(cover, '') AS cover,
  coalesce(place, '') AS place, circle_now.state, stones, held, coalesce(here.day, '') AS next_on,
  coalesce(leader_name, '') AS leader_name
FROM circle_now LEFT JOIN circle_stone AS here ON here.learning_group = circle_now.id AND here.state = 'here'
ORDER BY circle_now.state = 'finished', circle_now.state = 'planned', first_on DESC;

-- name: circle_head
-- One circle: its book, where it stands, its closing activity and its kit; one row.
SELECT circle_now.id, circle_now.name, coalesce(book, '') AS book, coalesce(circle_now.colour, '') AS colour,
  coalesce(circle_now.cover, '') AS cover, coalesce(place, '') AS place, circle_now.state, stones, held,
  coalesce(here.id, '') AS next_session, coalesce(here.number, 0) AS next_number,
  (SELECT count(*) FROM circle_person WHERE circle_person.learning_group = circle_now.id AND left_on IS NULL) AS people,
  coalesce(pages, 0) AS pages, closing,
  coalesce(film, '') AS film, coalesce(closed_on, '') AS closed_on, coalesce(leader_name, '') AS leader_name,
  coalesce(kit_now.id, '') AS kit, coalesce(kit_now.name, '') AS kit_name, coalesce(kit_now.copies, 0) AS kit_copies
FROM circle_now LEFT JOIN kit_now ON kit_now.learning_group = circle_now.id
LEFT JOIN circle_stone AS here ON here.learning_group = circle_now.id AND here.state = 'here'
WHERE circle_now.id = :circle;

-- name: path
-- The stones of a circle, in order.
SELECT id, day, coalesce(starts, '') AS starts, number, state, is_held, coalesce(first_page, 0) AS first_page,
  coalesce(last_page, 0) AS last_page, coalesce(talk_about, '') AS talk_about, coalesce(substitute, '') AS substitute
FROM circle_stone WHERE learning_group = :circle ORDER BY number;

-- name: people
-- The people of a circle with their counts.
SELECT learner, first_name, coalesce(symbol, '') AS symbol, present, read, listened, at_home, left_on IS NOT NULL AS is_gone
FROM circle_person WHERE learning_group = :circle ORDER BY is_gone, plain(first_name), learner;

-- name: week_people
-- The people of one week: there or not, and how they read. Who joined while the hour is open is there too, to be tapped.
SELECT person.learner, learner.first_name, coalesce(learner.symbol, '') AS symbol, person.is_present, person.is_noted,
  coalesce(reading.how, '') AS how, coalesce(reading.at_home, 0) AS at_home
FROM (
  SELECT session, learner, is_present, is_noted FROM session_person WHERE session = :session
  UNION ALL
  SELECT session.id, enrolment.learner, 0, 0 FROM session JOIN enrolment ON enrolment.learning_group = session.learning_group
  WHERE session.id = :session AND session.opened_at IS NOT NULL AND session.closed_at IS NULL AND enrolment.left_on IS NULL
    AND enrolment.started_on <= session.day
    AND enrolment.learner NOT IN (SELECT learner FROM session_person WHERE session = :session)
) AS person JOIN learner ON learner.id = person.learner
LEFT JOIN reading ON reading.session = person.session AND reading.learner = person.learner
ORDER BY plain(learner.first_name), person.learner;

-- name: week
-- One meeting on its own page; one row.
SELECT stone.id, stone.learning_group AS circle, circle_now.name AS circle_name, coalesce(circle_now.book, '') AS book,
  stone.day, coalesce(stone.starts, '') AS starts, stone.number, circle_now.stones, stone.state, stone.is_held,
  stone.closed_at IS NOT NULL AS is_closed, coalesce(stone.first_page, 0) AS first_page,
  coalesce(stone.last_page, 0) AS last_page, coalesce(stone.talk_about, '') AS talk_about,
  coalesce(stone.substitute, '') AS substitute, coalesce(circle_now.leader_name, '') AS leader_name,
  coalesce(session.note, '') AS note,
  EXISTS (SELECT 1 FROM me JOIN group_staff ON group_staff.staff = me.staff
          WHERE group_staff.learning_group = stone.learning_group) AS is_mine,
  coalesce((SELECT earlier.last_page FROM circle_stone AS earlier WHERE earlier.learning_group = stone.learning_group
            AND earlier.number = stone.number - 1), 0) AS read_to
FROM circle_stone AS stone JOIN circle_now ON circle_now.id = stone.learning_group
JOIN session ON session.id = stone.id WHERE stone.id = :session;

-- name: people_to_add
-- Learners who could join: the letters fit their name, and they are not in the circle.
SELECT id, first_name, coalesce(symbol, '') AS symbol FROM learner
WHERE left_on IS NULL AND instr(plain(first_name), plain(trim(:letters))) = 1 AND id NOT IN (
  SELECT learner FROM circle_person WHERE learning_group = :circle AND left_on IS NULL AND learner IS NOT NULL)
ORDER BY plain(first_name), id LIMIT 24;

-- name: leaders
-- Who can lead a circle, who is signed in first.
SELECT id, first_name, coalesce(symbol, '') AS symbol FROM staff
WHERE left_on IS NULL AND (instr(duties, 'circle') OR instr(duties, 'training') OR instr(duties, 'office'))
ORDER BY id <> coalesce((SELECT staff FROM me), ''), instr(duties, 'circle') = 0, first_name;

-- name: circle_programmes
-- What the site offers as a reading circle, with how many meetings it has.
SELECT id, name, coalesce(meetings, 6) AS meetings FROM programme
WHERE kind = 'reading_circle' AND (ended_on IS NULL OR ended_on > (SELECT today FROM clock)) ORDER BY name;

-- name: book_for_circle
-- One title with its kit; one row.
SELECT title.id, title.name, coalesce(title.author, '') AS author, coalesce(title.colour, '') AS colour,
  coalesce(title.cover, '') AS cover, coalesce((SELECT id FROM kit WHERE kit.title = title.id LIMIT 1), '') AS kit,
  coalesce((SELECT min(kit_loan IS NOT NULL) FROM kit_now WHERE kit_now.title = title.id), 0) AS is_out,
  (SELECT count(*) FROM copy WHERE copy.title = title.id) AS copies
FROM title WHERE title.id = :title;

-- name: circle_kits
-- The kits of a circle's book, and whichever kit is out with it: the one that is out first.
SELECT kit_now.id, coalesce(kit_now.name, '') AS name, coalesce(kit_now.barcode, '') AS barcode, copies, missing,
  coalesce(kit_loan, '') AS kit_loan, coalesce(kit_now.learning_group, '') AS circle,
  coalesce(other.name, '') AS circle_name
FROM kit_now LEFT JOIN circle_now AS other ON other.id = kit_now.learning_group
WHERE kit_now.learning_group = :circle
   OR kit_now.title = (SELECT title FROM circle_now WHERE circle_now.id = :circle)
   OR kit_now.id IN (SELECT kit FROM kit_loan WHERE learning_group = :circle)
ORDER BY kit_now.learning_group IS NOT :circle, kit_now.name;

-- name: kit_outcome
-- What scanning the bag, or one of its books, does for this circle; one row. `action`: 'lend_kit', 'return_kit',
-- 'elsewhere' (out with another circle), 'unknown'.
SELECT CASE WHEN kit_now.id IS NULL THEN 'unknown' WHEN kit_now.learning_group = :circle THEN 'return_kit'
            WHEN kit_now.kit_loan IS NOT NULL THEN 'elsewhere' ELSE 'lend_kit' END AS action,
  iif(kit_now.id IS NULL OR (kit_now.kit_loan IS NOT NULL AND kit_now.learning_group IS NOT :circle), 'ask', 'good') AS tone,
  coalesce(kit_now.id, '') AS kit, coalesce(kit_now.name, '') AS name, coalesce(kit_now.kit_loan, '') AS kit_loan,
  coalesce(kit_now.copies, 0) AS copies, coalesce(other.name, '') AS circle_name
FROM clock LEFT JOIN kit_now ON trim(:code) <> '' AND (kit_now.barcode = trim(:code) OR kit_now.id IN (
  SELECT kit_copy.kit FROM kit_copy JOIN copy ON copy.id = kit_copy.copy WHERE copy.barcode = trim(:code)))
LEFT JOIN circle_now AS other ON other.id = kit_now.learning_group
ORDER BY kit_now.barcode = trim(:code) DESC, kit_now.learning_group IS :circle DESC LIMIT 1;

-- name: earlier_quizzes
-- Other circles whose quiz can be taken over.
SELECT circle_now.id, circle_now.name, count(*) AS questions FROM quiz_question
JOIN circle_now ON circle_now.id = quiz_question.learning_group WHERE circle_now.id <> :circle
GROUP BY circle_now.id ORDER BY circle_now.first_on DESC;

-- name: question_at
-- The question at a place of the quiz, counted from 0, and how many there are; one row at most.
SELECT id, position, words, coalesce(picture, '') AS picture, coalesce(answer_one, '') AS answer_one,
  coalesce(answer_two, '') AS answer_two, coalesce(answer_three, '') AS answer_three, coalesce(good, 0) AS good
FROM quiz_question WHERE learning_group = :circle ORDER BY position, id LIMIT 1 OFFSET :number;

-- name: books_for_circle
-- Titles to choose from: those with a kit first, then those with six copies or more.
SELECT title.id, title.name, coalesce(title.author, '') AS author, coalesce(title.colour, '') AS colour,
  coalesce(title.cover, '') AS cover, coalesce((SELECT id FROM kit WHERE kit.title = title.id LIMIT 1), '') AS kit,
  coalesce((SELECT min(kit_loan IS NOT NULL) FROM kit_now WHERE kit_now.title = title.id), 0) AS is_out,
  (SELECT count(*) FROM copy WHERE copy.title = title.id) AS copies
FROM title ORDER BY kit = '', copies < 6, title.name;

-- name: kit_copies
-- The books of a kit; `is_missing` until found.
SELECT copy.id, coalesce(copy.barcode, '') AS barcode,
  EXISTS (SELECT 1 FROM kit_missing WHERE kit_missing.copy = copy.id AND kit_missing.found_on IS NULL) AS is_missing
FROM kit_copy JOIN copy ON copy.id = kit_copy.copy WHERE kit_copy.kit = :kit ORDER BY copy.barcode;

-- name: quiz
-- The questions of a circle's quiz, in order.
SELECT id, position, words, coalesce(picture, '') AS picture, coalesce(answer_one, '') AS answer_one,
  coalesce(answer_two, '') AS answer_two, coalesce(answer_three, '') AS answer_three, coalesce(good, 0) AS good
FROM quiz_question WHERE learning_group = :circle ORDER BY position, id;

-- name: quiz_games
-- How often the quiz was played and how it went for the group.
SELECT id, played_at, questions, good FROM quiz_game WHERE learning_group = :circle ORDER BY played_at DESC;

-- name: plan_circle
-- Plan a circle: the group, its book, its fixed face. Its meetings are then planned with `plan_meeting`, one a week.
INSERT INTO learning_group (id, programme, name, place, first_on, starts, minutes, meetings, size_max)
SELECT :circle, :programme, :name, :place, :first_on, :starts, coalesce(minutes, 60), :meetings, size_max
FROM programme WHERE id = :programme;
INSERT INTO circle (id, learning_group, title, book, pages, closing)
VALUES (:circle, :circle, nullif(:title, ''), :book, nullif(CAST(:pages AS INTEGER), 0), :closing);
INSERT INTO group_staff (learning_group, staff, first_on) SELECT :circle, :leader, :first_on WHERE :leader <> '';
INSERT INTO session (id, learning_group, day, starts, minutes, state)
SELECT printf('%04x%02x', julianday(day) - 2440587.5, (substr(:starts, 1, 2) * 60 + substr(:starts, 4, 2)) / 15)
  || substr(:circle, 1, 10), :circle, day, :starts, minutes, 'planned'
FROM (SELECT date(:first_on, (7 * week.value) || ' days') AS day, learning_group.minutes
      FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11]') AS week JOIN learning_group ON learning_group.id = :circle
      WHERE week.value < :meetings);
INSERT INTO circle_week (id, learning_group, first_page, last_page)
SELECT stone.id, :circle, (number - 1) * pages / (:meetings - 1) + 1, number * pages / (:meetings - 1)
FROM circle_stone AS stone JOIN circle ON circle.id = :circle
WHERE stone.learning_group = :circle AND number < :meetings AND pages > 0;

-- name: move_meeting
-- A meeting is on another day or at another time.
UPDATE session SET day = :day, starts = :starts WHERE id = :session;

-- name: add_person
-- A learner joins the fixed group, or is back after all. The id is the same on every tablet, so that two who add the same
-- learner add one.
UPDATE enrolment SET left_on = NULL, left_for = NULL WHERE learning_group = :circle AND learner = :learner;
INSERT INTO enrolment (id, learner, programme, learning_group, asked_on, started_on)
SELECT substr(:circle, 1, 8) || substr(:learner, 9, 8), :learner, circle_now.programme, circle_now.id, clock.today,
  max(clock.today, coalesce(circle_now.first_on, ''))
FROM circle_now JOIN clock WHERE circle_now.id = :circle AND NOT EXISTS (
  SELECT 1 FROM enrolment WHERE enrolment.learner = :learner AND enrolment.learning_group = :circle);

-- name: remove_person
-- A learner leaves the group.
UPDATE enrolment SET left_on = (SELECT today FROM clock), left_for = 'stop'
WHERE learning_group = :circle AND learner = :learner AND left_on IS NULL;

-- name: set_pages
-- The pages of a week.
INSERT INTO circle_week (id, learning_group) SELECT :session, session.learning_group FROM session
WHERE session.id = :session AND NOT EXISTS (SELECT 1 FROM circle_week WHERE circle_week.id = :session);
UPDATE circle_week SET first_page = nullif(CAST(:first_page AS INTEGER), 0),
  last_page = nullif(CAST(:last_page AS INTEGER), 0) WHERE id = :session;

-- name: set_talk
-- What to talk about in a week.
INSERT INTO circle_week (id, learning_group) SELECT :session, session.learning_group FROM session
WHERE session.id = :session AND NOT EXISTS (SELECT 1 FROM circle_week WHERE circle_week.id = :session);
UPDATE circle_week SET talk_about = nullif(trim(:words), '') WHERE id = :session;

-- name: everyone_is_here
-- The one gesture: the meeting is open and all who take part are there, until a tap says otherwise.
INSERT INTO attendance (id, session, learner)
SELECT substr(person.session, 1, 8) || substr(person.learner, 9, 8), person.session, person.learner
FROM session_person AS person WHERE person.session = :session AND NOT person.is_noted;
UPDATE session SET opened_at = (SELECT now FROM clock) WHERE id = :session AND opened_at IS NULL;

-- name: set_present
-- One person is there after all (1) or not (0).
INSERT INTO attendance (id, session, learner) SELECT substr(:session, 1, 8) || substr(:learner, 9, 8), :session, :learner
WHERE NOT EXISTS (SELECT 1 FROM attendance WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE attendance SET state = iif(:present, 'present', 'unknown')
WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: set_reading
-- How one person read this week ('read', 'listened', '') and whether also at home; what is null stays as it is, so that
-- two quick taps on two buttons both count.
INSERT INTO reading (id, session, learner) SELECT substr(:session, 1, 8) || substr(:learner, 9, 8), :session, :learner
WHERE NOT EXISTS (SELECT 1 FROM reading WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8));
UPDATE reading SET how = coalesce(:how, how), at_home = coalesce(:at_home, at_home)
WHERE id = substr(:session, 1, 8) || substr(:learner, 9, 8);

-- name: note_meeting
-- A note about the hour, never about one person.
UPDATE session SET note = nullif(trim(:words), '') WHERE id = :session;

-- name: close_meeting
-- The hour is over.
UPDATE session SET closed_at = (SELECT now FROM clock) WHERE id = :session;

-- name: reopen_meeting
-- The hour was not over yet.
UPDATE session SET closed_at = NULL WHERE id = :session;

-- name: stand_in
-- I lead this hour for the fixed face.
UPDATE session SET led_by = (SELECT staff FROM me) WHERE id = :session;

-- name: stand_back
-- The fixed face leads this hour after all.
UPDATE session SET led_by = NULL WHERE id = :session;

-- name: choose_closing
-- The circle ends with a film or with a quiz.
UPDATE circle SET closing = :closing, film = nullif(trim(:film), '') WHERE id = :circle;

-- name: finish_circle
-- The closing activity was done.
UPDATE circle SET closed_on = (SELECT today FROM clock) WHERE id = :circle AND closed_on IS NULL;

-- name: unfinish_circle
-- The closing activity was not done yet.
UPDATE circle SET closed_on = NULL WHERE id = :circle;

-- name: add_question
-- One more question at the end of the quiz.
INSERT INTO quiz_question (id, learning_group, position, words, picture, answer_one, answer_two, answer_three, good)
SELECT :new_id, :circle, 1 + coalesce(max(position), 0), :words, :picture, :answer_one, :answer_two,
  nullif(:answer_three, ''), :good
FROM quiz_question WHERE learning_group = :circle;

-- name: change_question
-- A question says something else.
UPDATE quiz_question SET words = :words, picture = :picture, answer_one = :answer_one, answer_two = :answer_two,
  answer_three = nullif(:answer_three, ''), good = :good WHERE id = :question;

-- name: remove_question
-- A question is left out.
DELETE FROM quiz_question WHERE id = :question;

-- name: copy_quiz
-- Take over the quiz of an earlier circle.
INSERT INTO quiz_question (learning_group, position, words, picture, answer_one, answer_two, answer_three, good)
SELECT :circle, position, words, picture, answer_one, answer_two, answer_three, good
FROM quiz_question WHERE learning_group = :from_circle
  AND NOT EXISTS (SELECT 1 FROM quiz_question AS own WHERE own.learning_group = :circle);

-- name: note_game
-- The quiz was played together.
INSERT INTO quiz_game (learning_group, played_at, questions, good)
SELECT :circle, now, :questions, :good FROM clock;

-- name: make_kit
-- A kit of every copy of a title that is in no kit yet.
INSERT INTO kit (id, title, name, barcode) SELECT :kit, id, name, :barcode FROM title WHERE id = :title;
INSERT INTO kit_copy (kit, copy) SELECT :kit, id FROM copy
WHERE title = :title AND id NOT IN (SELECT copy FROM kit_copy WHERE copy IS NOT NULL) ORDER BY barcode LIMIT :copies;

-- name: make_circle_kit
-- A kit for a circle's book, of copies that are in no kit yet.
INSERT INTO kit (id, title, name, barcode)
SELECT :kit, title, book, :barcode FROM circle_now WHERE id = :circle AND title IS NOT NULL;
INSERT INTO kit_copy (kit, copy) SELECT :kit, copy.id FROM copy JOIN kit ON kit.id = :kit AND copy.title = kit.title
WHERE copy.id NOT IN (SELECT copy FROM kit_copy WHERE copy IS NOT NULL) ORDER BY copy.barcode LIMIT :copies;

-- name: lend_kit
-- The kit goes out with a circle; where it stood with another one, it was back.
UPDATE kit_loan SET returned_at = (SELECT now FROM clock) WHERE kit = :kit AND returned_at IS NULL;
INSERT INTO kit_loan (kit, learning_group, lent_at) SELECT :kit, :circle, now FROM clock;

-- name: return_kit
-- The one scan: the whole kit is back.
UPDATE kit_loan SET returned_at = (SELECT now FROM clock) WHERE kit = :kit AND returned_at IS NULL;

-- name: undo_return_kit
-- The kit was not back after all.
UPDATE kit_loan SET returned_at = NULL WHERE id = :kit_loan;

-- name: miss_copy
-- A book of the kit was not in the bag.
INSERT INTO kit_missing (kit_loan, copy) SELECT id, :copy FROM kit_loan
WHERE kit = :kit AND NOT EXISTS (
  SELECT 1 FROM kit_missing WHERE kit_missing.copy = :copy AND kit_missing.found_on IS NULL)
ORDER BY lent_at DESC LIMIT 1;

-- name: find_copy
-- The missing book is there again.
UPDATE kit_missing SET found_on = (SELECT today FROM clock) WHERE copy = :copy AND found_on IS NULL;
