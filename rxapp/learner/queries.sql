-- The learner's own page: every read is about one learner; every write is one that a learner may make (`LEARNER_MAY`).

-- name: card_holder
-- Whose card this is: one row, with `state` 'known' or 'revoked'; no row when nobody knows the card.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol,
  iif(card.revoked_on IS NULL AND learner.left_on IS NULL, 'known', 'revoked') AS state
FROM card JOIN learner ON learner.id = card.learner WHERE card.hash = :hash
ORDER BY card.revoked_on IS NOT NULL LIMIT 1;

-- name: people_with_picture
-- Who can open the own page with a secret picture on this tablet.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol, secret_picture.pictures,
  secret_picture.verifier
FROM secret_picture JOIN learner ON learner.id = secret_picture.learner
WHERE learner.left_on IS NULL AND secret_picture.verifier <> '' ORDER BY plain(learner.first_name), learner.symbol;

-- name: head
-- Who this is, and what was said about today; one row.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol,
  coalesce(learner.keeps_list, 0) AS keeps_list,
  coalesce((SELECT face FROM learner_day JOIN clock WHERE learner_day.learner = learner.id AND day = today), 0) AS face
FROM learner WHERE learner.id = :learner;

-- name: goals
-- What I want: the one I go on with first, reached ones last.
SELECT id, sentence, coalesce(picture, '') AS picture, state, steps, steps_done, is_next
FROM learner_goal WHERE learner = :learner ORDER BY state = 'reached', is_next DESC, position, id;

-- name: steps
-- The steps of my goals.
SELECT goal_step.id, goal_step.goal, goal_step.words, coalesce(goal_step.state, 'not_yet') AS state
FROM goal_step JOIN learner_goal ON learner_goal.id = goal_step.goal
WHERE learner_goal.learner = :learner AND goal_step.words <> '' ORDER BY goal_step.goal, goal_step.position;

-- name: then_and_now
-- What I can do now that I could not: reached goals, and goals with a "toen" and a "nu".
SELECT id, sentence, coalesce(picture, '') AS picture, state, coalesce(then_words, '') AS then_words,
  coalesce(now_words, '') AS now_words
FROM learner_goal WHERE learner = :learner AND (state = 'reached' OR (then_words <> '' AND now_words <> ''))
ORDER BY state_on DESC, position;

-- name: came
-- How often I came; one row.
SELECT coalesce(max(times), 0) AS times, coalesce(max(first_on), '') AS first_on, coalesce(max(last_on), '') AS last_on
FROM learner_came WHERE learner = :learner;

-- name: dots
-- A dot for each of the last twelve meetings, the oldest first.
SELECT session, day, is_present FROM (
  SELECT session, day, starts, is_present FROM learner_dot WHERE learner = :learner ORDER BY day DESC, starts DESC LIMIT 12)
ORDER BY day, starts;

-- name: books_now
-- The books that I have now.
SELECT row, source, name, coalesce(author, '') AS author, coalesce(colour, '') AS colour, coalesce(cover, '') AS cover
FROM learner_book WHERE learner = :learner ORDER BY name;

-- name: books_read
-- The books that I read, when I asked to keep the list.
SELECT loan.id AS row, 'cart' AS source, title.name, coalesce(title.author, '') AS author,
  coalesce(title.colour, '') AS colour, coalesce(title.cover, '') AS cover
FROM borrower JOIN learner ON learner.id = borrower.learner AND learner.keeps_list = 1
JOIN loan_end ON loan_end.loan = borrower.loan AND loan_end.ended_at IS NOT NULL
JOIN loan ON loan.id = borrower.loan JOIN copy ON copy.id = loan.copy JOIN title ON title.id = copy.title
WHERE borrower.learner = :learner GROUP BY title.id ORDER BY max(loan_end.ended_at) DESC LIMIT 100;

-- name: circle
-- My reading circle that runs, or else the last one; one row at most.
SELECT circle_now.id, coalesce(circle_now.book, '') AS book, coalesce(circle_now.colour, '') AS colour,
  coalesce(circle_now.cover, '') AS cover, circle_now.state, circle_now.stones, circle_now.held,
  coalesce(circle_now.closing, '') AS closing
FROM circle_now JOIN circle_person ON circle_person.learning_group = circle_now.id AND circle_person.left_on IS NULL
WHERE circle_person.learner = :learner ORDER BY circle_now.state <> 'running', circle_now.first_on DESC LIMIT 1;

-- name: circle_path
-- The stones of a circle; `was_there` and `how` are mine.
SELECT stone.id, stone.number, stone.state, stone.day, coalesce(stone.first_page, 0) AS first_page,
  coalesce(stone.last_page, 0) AS last_page,
  EXISTS (SELECT 1 FROM learner_dot WHERE session = stone.id AND learner = :learner AND is_present) AS was_there,
  coalesce((SELECT how FROM reading WHERE reading.session = stone.id AND reading.learner = :learner), '') AS how
FROM circle_stone AS stone WHERE stone.learning_group = :circle ORDER BY stone.number;

-- name: homework
-- What I took home and did not bring back yet, and what I did of late.
SELECT homework.id, homework.words, coalesce(homework.done, 0) AS done, session.day
FROM homework JOIN session ON session.id = homework.session
WHERE homework.learner = :learner AND homework.words <> ''
  AND (homework.done IS NOT 1 OR session.day >= (SELECT date(today, '-28 days') FROM clock))
ORDER BY coalesce(homework.done, 0), session.day DESC LIMIT 20;

-- name: diplomas
-- My diplomas that count.
SELECT id, achievement, issued_on, state, coalesce(picture, '') AS picture
FROM diploma_now WHERE learner = :learner AND state <> 'revoked' AND NOT is_double ORDER BY issued_on DESC, id;

-- name: next_time
-- When I am expected again; one row at most.
SELECT session, day, coalesce(starts, '') AS starts, coalesce(name, '') AS name, coalesce(symbol, '') AS symbol,
  coalesce(place, '') AS place
FROM learner_next WHERE learner = :learner;

-- name: who_looked
-- Who looked in my folder.
SELECT staff, first_name, coalesce(symbol, '') AS symbol, last_on, days
FROM learner_look WHERE learner = :learner ORDER BY last_on DESC, first_name;

-- name: books_to_ask
-- Books of the collection to ask for by their cover; not what I have or asked for.
SELECT title.id, title.name, coalesce(title.author, '') AS author, coalesce(title.colour, '') AS colour,
  coalesce(title.cover, '') AS cover, 0 AS is_asked
FROM title WHERE title.id NOT IN (
    SELECT waiting_request.title FROM waiting_request WHERE learner = :learner AND waiting_request.title IS NOT NULL)
  AND title.id NOT IN (SELECT running_loan.title FROM running_loan WHERE running_loan.learner = :learner)
ORDER BY title.name LIMIT 200;

-- name: books_asked
-- The books that I asked for and wait for.
SELECT id, coalesce(wanted, '') AS name, coalesce(colour, '') AS colour, coalesce(cover, '') AS cover, state
FROM waiting_request WHERE learner = :learner ORDER BY created_at;

-- name: say_how_today_was
-- How today was: 1 not well, 2 so-so, 3 well. A second tap sets it right.
INSERT INTO learner_day (id, learner, day)
SELECT replace(today, '-', '') || substr(:learner, 9, 8), :learner, today FROM clock
WHERE NOT EXISTS (SELECT 1 FROM learner_day WHERE id = replace(today, '-', '') || substr(:learner, 9, 8));
UPDATE learner_day SET face = :face
WHERE id = (SELECT replace(today, '-', '') || substr(:learner, 9, 8) FROM clock);

-- name: ask_for_book
-- Ask for a title; asking twice is asking once.
INSERT INTO request (id, title) SELECT :new_id, :title WHERE NOT EXISTS (
  SELECT 1 FROM waiting_request WHERE waiting_request.learner = :learner AND waiting_request.title = :title);
INSERT INTO requester (request, learner) SELECT id, :learner FROM request WHERE id = :new_id;

-- name: mark_homework
-- My homework is done (1) or not yet (0).
UPDATE homework SET done = :done WHERE id = :homework AND learner = :learner;

-- name: choose_next_goal
-- The goal that I want to go on with.
INSERT INTO next_goal (id, learner) SELECT :learner, :learner
WHERE NOT EXISTS (SELECT 1 FROM next_goal WHERE id = :learner);
UPDATE next_goal SET goal = :goal, chosen_at = (SELECT now FROM clock) WHERE id = :learner;

-- name: keep_list
-- Keep my reading list (1) or not (0).
UPDATE learner SET keeps_list = :keeps WHERE id = :learner;
