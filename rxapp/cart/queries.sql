-- name: scan_outcome
-- What a scan must do and what the screen then says; one row. `action` is one of
-- person (a card: this person borrows from now on), named (a card while the loan `:naming` waits for a name), lend,
-- return, restore (a lost or withdrawn copy takes part again): the write of that name runs;
-- ask_return, ask_lend (the same copy within ten minutes), found (it stood as lost or withdrawn), choose (more copies
-- have this code), search (nothing has this code, but it is part of a name), unknown, unknown_card, no_visit (a book,
-- but no cart day is open), empty: nothing is written, the screen asks.
-- `:sure` is 1 after the question was answered, `:copy` the copy that was chosen, else ''. What the write and the undo
-- need comes along: the ids of the new loan, the loan that ended, and the request that this lending fulfils.
WITH
  asked AS (SELECT trim(:code) AS code, upper(replace(replace(trim(:code), '-', ''), ' ', '')) AS digits),
  isbn AS (SELECT digits AS least, digits AS most FROM asked WHERE digits <> ''
    UNION ALL SELECT substr(digits, 4, 9) || '0', substr(digits, 4, 9) || 'X' FROM asked WHERE digits GLOB '978??????????'
    UNION ALL SELECT '978' || substr(digits, 1, 9) || '0', '978' || substr(digits, 1, 9) || '9' FROM asked
    WHERE length(digits) = 10),
  card_holder AS (
    SELECT learner.id, learner.first_name, learner.symbol FROM card JOIN learner ON learner.id = card.learner
    WHERE :copy = '' AND card.hash = :card_hash AND card.revoked_on IS NULL AND learner.left_on IS NULL LIMIT 1),
  chosen AS (
    SELECT learner.id, learner.first_name, learner.symbol FROM local JOIN learner ON learner.id = local.value
    WHERE local.key = 'borrower'),
  running AS (SELECT open_visit.id, open_visit.day FROM open_visit JOIN clock ON clock.today = open_visit.day),
  labelled AS (
    SELECT copy.id FROM copy WHERE copy.id = :copy
    UNION SELECT copy.id FROM asked CROSS JOIN copy ON copy.barcode IN (asked.code, upper(asked.code))
    WHERE :copy = '' AND asked.code <> ''),
  matching AS (
    SELECT id FROM labelled
    UNION SELECT copy.id FROM isbn CROSS JOIN title ON title.isbn BETWEEN isbn.least AND isbn.most
    CROSS JOIN copy ON copy.title = title.id WHERE :copy = '' AND NOT EXISTS (SELECT 1 FROM labelled)),
  book AS MATERIALIZED (SELECT copy_now.* FROM copy_now WHERE copy_now.id = (SELECT id FROM matching LIMIT 1)),
  facts AS (
    SELECT (SELECT count(*) FROM matching) AS matches,
      (SELECT max(returned_at) FROM loan WHERE loan.copy = (SELECT id FROM book)) AS returned_at,
      (SELECT id FROM waiting_request
       WHERE title = (SELECT title FROM book) AND learner = (SELECT id FROM chosen) LIMIT 1) AS request,
      strftime('%Y-%m-%dT%H:%M:%SZ', now, '-10 minutes') AS just_now, now FROM clock),
  outcome AS (
    SELECT
      CASE
        WHEN card_holder.id IS NOT NULL THEN iif(:naming = '', 'person', 'named')
        WHEN :card_hash IS NOT NULL THEN 'unknown_card'
        WHEN asked.code = '' AND :copy = '' THEN 'empty'
        WHEN facts.matches = 0 THEN iif(
          EXISTS (SELECT 1 FROM title_to_find AS title WHERE instr(title.name, plain(asked.code)) > 0)
          OR EXISTS (SELECT 1 FROM title_to_find AS title WHERE instr(title.author, plain(asked.code)) > 0)
          OR EXISTS (SELECT 1 FROM learner WHERE instr(plain(learner.first_name), plain(asked.code)) = 1),
          'search', 'unknown')
        WHEN running.id IS NULL THEN 'no_visit'
        WHEN facts.matches > 1 THEN 'choose'
        WHEN book.state IN ('lost', 'withdrawn') THEN iif(:sure = 1, 'restore', 'found')
        WHEN book.state = 'out' THEN iif(:sure <> 1 AND book.lent_at >= facts.just_now, 'ask_return', 'return')
        ELSE iif(:sure <> 1 AND facts.returned_at >= facts.just_now, 'ask_lend', 'lend')
      END AS action,
      asked.code AS code, coalesce(running.id, '') AS visit, lower(hex(randomblob(8))) AS new_loan, facts.now AS at,
      coalesce(card_holder.id, '') AS person, coalesce(card_holder.first_name, '') AS person_name,
      coalesce(card_holder.symbol, '') AS person_symbol, coalesce((SELECT learner FROM borrower WHERE loan = :naming), '') AS before,
      coalesce(chosen.id, '') AS borrower, coalesce(chosen.first_name, '') AS borrower_name,
      coalesce(chosen.symbol, '') AS borrower_symbol,
      coalesce(book.id, '') AS copy, coalesce(book.title, '') AS title, coalesce(book.name, '') AS name,
      coalesce(book.author, '') AS author, coalesce(book.colour, '') AS colour, coalesce(book.cover, '') AS cover,
      coalesce(book.barcode, '') AS barcode, coalesce(book.state, '') AS state,
      coalesce(book.condition, '') AS condition, coalesce(book.loan, :naming) AS loan,
      coalesce(book.first_name, '') AS had_name, coalesce(book.symbol, '') AS had_symbol,
      coalesce(book.state = 'out' AND chosen.id IS NOT NULL AND chosen.id IS NOT book.learner, 0) AS offers_lending,
      coalesce(facts.request, '') AS request,
      coalesce((SELECT state FROM waiting_request WHERE id = facts.request), '') AS request_state,
      (SELECT json_group_array(id) FROM matching) AS copies,
      coalesce((SELECT group_concat(coalesce(first_name, '?'), ', ') FROM waiting_request
                WHERE title = book.title AND learner IS NOT chosen.id), '') AS wanted_by,
      coalesce(book.state = 'out' AND (SELECT visit.day FROM visit WHERE visit.id = book.loan_visit) < running.day, 0)
        AS offers_keeping
    FROM asked JOIN facts LEFT JOIN card_holder LEFT JOIN chosen LEFT JOIN running LEFT JOIN book)
SELECT outcome.*,
  CASE WHEN action IN ('lend', 'person', 'named', 'restore') THEN 'good' WHEN action IN ('return', 'found') THEN 'notice'
    WHEN action IN ('empty', 'search') THEN 'neutral' ELSE 'ask' END AS tone
FROM outcome;

-- name: lend_copy
-- Lend a copy at a visit, to a borrower or to nobody by name; what the borrower had asked for is handed over.
INSERT INTO loan (id, copy, visit, lent_at) SELECT :new_loan, :copy, :visit, now FROM clock;
INSERT INTO borrower (loan, learner) SELECT :new_loan, :borrower WHERE :borrower <> '';
UPDATE request SET state = 'handed', state_visit = :visit WHERE id = :request;

-- name: undo_lend
-- Take a lending back as if it had not been; the request that it fulfilled waits again, or lies ready again.
DELETE FROM borrower WHERE loan = :loan;
DELETE FROM loan WHERE id = :loan;
UPDATE request SET state = :request_state, state_visit = NULL WHERE id = :request;

-- name: return_copy
-- Take a copy back, whoever had it: every loan of it that is still open ends here.
UPDATE loan SET returned_at = (SELECT now FROM clock), returned_visit = :visit WHERE copy = :copy AND returned_at IS NULL;

-- name: undo_return
-- The copy was not back after all: the loan runs on.
UPDATE loan SET returned_at = NULL, returned_visit = NULL WHERE id = :loan;

-- name: keeping_outcome
-- A book that was just taken back may be kept for longer; one row, with what the undo needs.
SELECT 'keep' AS action, 'good' AS tone, loan.id AS loan, :visit AS visit, coalesce(title.name, '') AS name
FROM loan JOIN copy ON copy.id = loan.copy LEFT JOIN title ON title.id = copy.title WHERE loan.id = :loan;

-- name: keep_copy
-- The book was shown, not brought back: the loan runs on, and may stay until a next visit.
UPDATE loan SET returned_at = NULL, returned_visit = NULL WHERE id = :loan;
INSERT INTO renewal (loan, visit) SELECT :loan, :visit
WHERE NOT EXISTS (SELECT 1 FROM renewal WHERE renewal.loan = :loan AND renewal.visit = :visit);

-- name: undo_keep
-- The book was brought back after all.
DELETE FROM renewal WHERE loan = :loan AND visit = :visit;
UPDATE loan SET returned_at = (SELECT now FROM clock), returned_visit = :visit WHERE id = :loan;

-- name: restore_copy
-- A copy that stood as lost or withdrawn is here: it takes part again, and an open loan of it has ended.
UPDATE copy SET condition = 'good', condition_on = (SELECT today FROM clock) WHERE id = :copy;
UPDATE loan SET returned_at = (SELECT now FROM clock), returned_visit = :visit WHERE copy = :copy AND returned_at IS NULL;

-- name: undo_restore
-- The copy goes back to what it stood as.
UPDATE copy SET condition = :condition, condition_on = (SELECT today FROM clock) WHERE id = :copy;
UPDATE loan SET returned_at = NULL, returned_visit = NULL WHERE id = :loan;

-- name: name_borrower
-- Say afterwards who took a book that was lent to nobody by name, or to somebody else.
DELETE FROM borrower WHERE loan = :loan;
INSERT INTO borrower (loan, learner) VALUES (:loan, :person);

-- name: choose_person
-- The person of the card that was scanned borrows from now on.
INSERT INTO local (key, value) VALUES ('borrower', :person) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: unname_borrower
-- A book that was given a name afterwards is lent to whom it was `:before` again, or to nobody by name.
DELETE FROM borrower WHERE loan = :loan;
INSERT INTO borrower (loan, learner) SELECT :loan, :before WHERE :before <> '';

-- name: person_outcome
-- A learner who was tapped, worded like a scanned card; one row. `:action` is person (borrows from now on) or named (took
-- the book of the `:loan`, which was in the name of `before`).
SELECT :action AS action, 'good' AS tone, :loan AS loan, id AS person, first_name AS person_name, coalesce(symbol, '') AS person_symbol,
  coalesce((SELECT learner FROM borrower WHERE loan = :loan), '') AS before
FROM learner WHERE id = :learner;

-- name: newcomer_outcome
-- A new learner, who borrows from now on, or with a `:loan` took that book; one row, worded like a scanned card.
SELECT CASE WHEN trim(:first_name) = '' THEN 'empty' WHEN :loan = '' THEN 'person' ELSE 'named' END AS action, 'good' AS tone,
  :loan AS loan, :new_id AS person, trim(:first_name) AS person_name, :symbol AS person_symbol,
  coalesce((SELECT learner FROM borrower WHERE loan = :loan), '') AS before;

-- name: button_outcome
-- A button whose meaning is plain: its `:action` as one row, so that it waits its turn among the scans.
SELECT :action AS action, 'neutral' AS tone;

-- name: release_borrower
-- Nobody is chosen any more: what is lent now is lent without a name.
DELETE FROM local WHERE key = 'borrower';

-- name: chosen_borrower
-- Who borrows now; no row when nobody is chosen.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol,
  coalesce(learner.keeps_list, 0) AS keeps_list,
  (SELECT count(*) FROM running_loan WHERE running_loan.learner = learner.id) AS books
FROM local JOIN learner ON learner.id = local.value WHERE local.key = 'borrower';

-- name: copies_to_choose
-- The copies among which a person chooses when several have the scanned code; `:copies` are their ids as a JSON list.
SELECT copy_now.id, name, coalesce(author, '') AS author, coalesce(barcode, '') AS barcode, state,
  coalesce(first_name, '') AS first_name, coalesce(colour, '') AS colour, coalesce(cover, '') AS cover,
  coalesce(place, 'cart') AS place
FROM copy_now WHERE copy_now.id IN (SELECT value FROM json_each(iif(:copies = '', '[]', :copies)))
ORDER BY state DESC, barcode;

-- name: matching_people
-- Learners whose first name starts with the letters typed; nothing before the first letter.
SELECT id, first_name, coalesce(symbol, '') AS symbol
FROM learner WHERE :letters <> '' AND instr(plain(first_name), plain(trim(:letters))) = 1 AND left_on IS NULL
ORDER BY plain(first_name) LIMIT 6;

-- name: all_people
-- Every learner who may borrow, narrowed by the letters typed.
SELECT id, first_name, coalesce(symbol, '') AS symbol FROM learner
WHERE left_on IS NULL AND (:letters = '' OR instr(plain(first_name), plain(trim(:letters))) = 1)
ORDER BY plain(first_name) LIMIT 200;

-- name: matching_copies
-- Copies found by a few letters of title or author, from two letters on; of one title those of the cart first. Digits are
-- a label that a scanner types: no search while it does.
SELECT copy_now.id, copy_now.name, coalesce(copy_now.author, '') AS author, coalesce(copy_now.barcode, '') AS barcode,
  copy_now.state, coalesce(copy_now.first_name, '') AS first_name, coalesce(copy_now.colour, '') AS colour,
  coalesce(copy_now.cover, '') AS cover, coalesce(copy_now.place, 'cart') AS place
FROM (
  SELECT id FROM title_to_find WHERE length(trim(:letters)) > 1 AND :letters NOT GLOB '*[0-9]*'
    AND instr(name || ' / ' || coalesce(author, ''), plain(trim(:letters))) > 0
  ORDER BY instr(name, plain(trim(:letters))) <> 1, name LIMIT 8) AS hit
CROSS JOIN copy ON copy.title = hit.id JOIN copy_now ON copy_now.id = copy.id
ORDER BY instr(plain(copy_now.name), plain(trim(:letters))) <> 1, copy_now.name,
  copy_now.id IN (SELECT copy FROM copy_in_kit), coalesce(copy_now.place, 'cart') <> 'cart', copy_now.barcode LIMIT 8;

-- name: today_list
-- What happened at the running visit, the latest first; who it was only while the book is out.
SELECT event.loan, event.kind, event.at, title.name, coalesce(title.colour, '') AS colour,
  coalesce(title.cover, '') AS cover, coalesce(iif(event.kind = 'lent', learner.first_name, ''), '') AS first_name,
  coalesce(learner.symbol, '') AS symbol, event.kind = 'lent' AND event.returned_at IS NULL AS is_out
FROM (
  SELECT loan.id AS loan, loan.copy, 'lent' AS kind, loan.lent_at AS at, loan.returned_at FROM loan
  WHERE loan.visit IN (SELECT id FROM visit_order WHERE day = (SELECT today FROM clock))
  UNION ALL
  SELECT loan.id, loan.copy, 'returned', loan.returned_at, loan.returned_at FROM loan
  WHERE loan.returned_at >= (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', today, 'utc') FROM clock)
  ORDER BY 4 DESC LIMIT 30) AS event
JOIN copy ON copy.id = event.copy JOIN title ON title.id = copy.title
LEFT JOIN borrower ON borrower.loan = event.loan AND event.returned_at IS NULL
LEFT JOIN learner ON learner.id = borrower.learner
ORDER BY event.at DESC;

-- name: current_visit
-- Where we stand: the running visit, or one that was never closed on an earlier day, or none; always one row.
-- `is_done` is 1 when today's visit was closed already.
SELECT coalesce(open_visit.id, '') AS id, coalesce(open_visit.day, '') AS day,
  coalesce(open_visit.day = clock.today, 0) AS is_running,
  coalesce(open_visit.day < clock.today, 0) AS is_forgotten,
  open_visit.id IS NULL AND EXISTS (SELECT 1 FROM visit WHERE day = clock.today) AS is_done
FROM clock LEFT JOIN open_visit;

-- name: start_visit
-- Open today's visit: one that was forgotten is closed, one that was closed today goes on, else a new one begins.
UPDATE visit SET closed_at = (SELECT now FROM clock) WHERE closed_at IS NULL AND day < (SELECT today FROM clock);
UPDATE visit SET closed_at = NULL WHERE day = (SELECT today FROM clock) AND closed_at IS NOT NULL;
INSERT INTO visit (id, day, opened_at) SELECT :new_id, today, now FROM clock
WHERE NOT EXISTS (SELECT 1 FROM visit WHERE day = (SELECT today FROM clock));

-- name: close_visit
-- Close the visit, also when two tablets opened one each; who was chosen is let go.
UPDATE visit SET closed_at = (SELECT now FROM clock), note = nullif(trim(:note), '') WHERE closed_at IS NULL;
DELETE FROM local WHERE key = 'borrower';

-- name: forget_visit
-- The day was opened by mistake, and nothing was recorded: it did not take place.
DELETE FROM visit WHERE closed_at IS NULL AND day = (SELECT today FROM clock)
  AND id NOT IN (SELECT visit FROM loan WHERE visit IS NOT NULL UNION SELECT returned_visit FROM loan WHERE returned_visit IS NOT NULL
    UNION SELECT visit FROM request WHERE visit IS NOT NULL UNION SELECT state_visit FROM request WHERE state = 'handed' AND state_visit IS NOT NULL
    UNION SELECT visit FROM renewal WHERE visit IS NOT NULL UNION SELECT visit FROM sighting WHERE visit IS NOT NULL
    UNION SELECT visit FROM swap WHERE visit IS NOT NULL);
DELETE FROM local WHERE key = 'borrower';

-- name: visit_summary
-- The day in figures, one row: lent, returned, asked, handed over, swapped, seen, renewed, and what is still out.
WITH today_visit AS (SELECT id FROM visit WHERE day = (SELECT today FROM clock))
SELECT
  (SELECT count(*) FROM loan WHERE visit IN (SELECT id FROM today_visit)) AS lent,
  (SELECT count(*) FROM loan WHERE returned_at >= (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', today, 'utc') FROM clock))
    AS returned,
  (SELECT count(*) FROM request WHERE visit IN (SELECT id FROM today_visit)) AS asked,
  (SELECT count(*) FROM request WHERE state = 'handed' AND state_visit IN (SELECT id FROM today_visit)) AS handed,
  (SELECT count(*) FROM swap WHERE direction = 'taken' AND visit IN (SELECT id FROM today_visit)) AS taken,
  (SELECT count(*) FROM swap WHERE direction = 'brought' AND visit IN (SELECT id FROM today_visit)) AS brought,
  (SELECT count(DISTINCT copy) FROM sighting WHERE visit IN (SELECT id FROM today_visit)) AS seen,
  (SELECT count(DISTINCT loan) FROM renewal WHERE visit IN (SELECT id FROM today_visit)) AS renewed,
  (SELECT count(*) FROM running_loan) AS still_out,
  (SELECT count(*) FROM running_loan WHERE is_due) AS still_due;

-- name: loans_due_back
-- Books of earlier visits that nobody renewed, to ask after in a friendly way; for the volunteer.
SELECT id AS loan, copy, title, name, coalesce(author, '') AS author, coalesce(colour, '') AS colour,
  coalesce(cover, '') AS cover, coalesce(barcode, '') AS barcode, coalesce(day, '') AS day,
  coalesce(first_name, '') AS first_name, coalesce(symbol, '') AS symbol, 1 AS is_due, 0 AS is_renewed
FROM running_loan WHERE is_due ORDER BY first_name IS NULL, first_name, name LIMIT 200;

-- name: loans_out
-- Everything that is out now.
SELECT id AS loan, copy, title, name, coalesce(author, '') AS author, coalesce(colour, '') AS colour,
  coalesce(cover, '') AS cover, coalesce(barcode, '') AS barcode, coalesce(day, '') AS day,
  coalesce(first_name, '') AS first_name, coalesce(symbol, '') AS symbol,
  coalesce(is_due, 0) AS is_due, coalesce(is_renewed, 0) AS is_renewed
FROM running_loan ORDER BY first_name IS NULL, first_name, name LIMIT 200;

-- name: loans_of_borrower
-- What this learner has now.
SELECT id AS loan, copy, title, name, coalesce(author, '') AS author, coalesce(colour, '') AS colour,
  coalesce(cover, '') AS cover, coalesce(barcode, '') AS barcode, coalesce(day, '') AS day,
  coalesce(first_name, '') AS first_name, coalesce(symbol, '') AS symbol,
  coalesce(is_due, 0) AS is_due, coalesce(is_renewed, 0) AS is_renewed
FROM running_loan WHERE learner = :learner ORDER BY lent_at;

-- name: reading_list
-- What a learner read who asked to keep the list; for others nothing, also while the server still knows.
SELECT loan.id AS loan, title.name, coalesce(title.author, '') AS author, coalesce(title.colour, '') AS colour,
  coalesce(title.cover, '') AS cover, date(loan.lent_at, 'localtime') AS day
FROM borrower JOIN learner ON learner.id = borrower.learner AND learner.keeps_list = 1
JOIN loan ON loan.id = borrower.loan JOIN copy ON copy.id = loan.copy JOIN title ON title.id = copy.title
WHERE borrower.learner = :learner AND loan.returned_at IS NOT NULL ORDER BY loan.lent_at DESC LIMIT 100;

-- name: renew_loan
-- The book may stay until a next visit; twice at one visit is once.
INSERT INTO renewal (loan, visit) SELECT :loan, id FROM open_visit
WHERE NOT EXISTS (SELECT 1 FROM renewal WHERE renewal.loan = :loan AND renewal.visit = open_visit.id);

-- name: undo_renewal
-- The book is asked for at this visit after all.
DELETE FROM renewal WHERE loan = :loan AND visit = (SELECT id FROM open_visit);

-- name: keep_list
-- Keep, or no longer keep, a learner's reading list: 1 or 0, as the learner asked.
UPDATE learner SET keeps_list = :keeps WHERE id = :learner;

-- name: add_learner
-- A new learner, who is the borrower at once: a first name and a picture symbol.
INSERT INTO learner (id, first_name, symbol) VALUES (:person, :person_name, :person_symbol);
INSERT INTO local (key, value) VALUES ('borrower', :person) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: add_named_learner
-- A new learner, who took the book of a loan that was made already.
INSERT INTO learner (id, first_name, symbol) VALUES (:person, :person_name, :person_symbol);
DELETE FROM borrower WHERE loan = :loan;
INSERT INTO borrower (loan, learner) VALUES (:loan, :person);

-- name: waiting_requests
-- What was asked for and not handed over yet, the oldest first.
SELECT id, coalesce(title, '') AS title, coalesce(wanted, '') AS wanted, coalesce(colour, '') AS colour,
  coalesce(cover, '') AS cover, state, coalesce(first_name, '') AS first_name, coalesce(symbol, '') AS symbol,
  created_at
FROM waiting_request ORDER BY created_at LIMIT 200;

-- name: requests_of_borrower
-- What this learner asked for and did not get yet.
SELECT id, coalesce(title, '') AS title, coalesce(wanted, '') AS wanted, coalesce(colour, '') AS colour,
  coalesce(cover, '') AS cover, state, coalesce(first_name, '') AS first_name, coalesce(symbol, '') AS symbol,
  created_at
FROM waiting_request WHERE learner = :learner ORDER BY created_at;

-- name: pack_list
-- What to put on the cart for the next visit: asked for, for whom, and where it is now. A `label` and `place` of a
-- copy that is in, else how many are out, also with a reading circle; a request in free words has neither.
SELECT id, coalesce(title, '') AS title, coalesce(wanted, '') AS wanted, coalesce(colour, '') AS colour,
  coalesce(cover, '') AS cover, state, coalesce(first_name, '') AS first_name, coalesce(symbol, '') AS symbol,
  coalesce((SELECT coalesce(place, 'cart') FROM copy_now WHERE copy_now.title = waiting_request.title
    AND copy_now.state = 'in' AND copy_now.id NOT IN (SELECT copy FROM copy_in_kit)
    ORDER BY place = 'cart' DESC, barcode LIMIT 1), '') AS place,
  coalesce((SELECT barcode FROM copy_now WHERE copy_now.title = waiting_request.title
    AND copy_now.state = 'in' AND copy_now.id NOT IN (SELECT copy FROM copy_in_kit)
    ORDER BY place = 'cart' DESC, barcode LIMIT 1), '') AS label,
  (SELECT count(*) FROM copy_now WHERE copy_now.title = waiting_request.title
    AND (copy_now.state = 'out' OR copy_now.id IN (SELECT copy FROM copy_in_kit))) AS copies_out
FROM waiting_request ORDER BY state = 'packed', created_at LIMIT 200;

-- name: noting
-- Something that somebody asks for, as it is about to be noted, with the id that it gets; one row.
SELECT 'noted' AS action, 'good' AS tone, lower(hex(randomblob(8))) AS request,
  coalesce((SELECT name FROM title WHERE id = :title), trim(:words)) AS wanted;

-- name: note_request
-- Somebody asks for a title of the collection, or in free words, to come along next time; with or without a name.
INSERT INTO request (id, title, words, visit, state)
SELECT :request, nullif(:title, ''), nullif(trim(:words), ''), (SELECT id FROM open_visit), 'open'
WHERE :title <> '' OR trim(:words) <> '';
INSERT INTO requester (request, learner) SELECT :request, :learner
WHERE :learner <> '' AND (:title <> '' OR trim(:words) <> '');

-- name: forget_request
-- It was not asked after all.
DELETE FROM requester WHERE request = :request;
DELETE FROM request WHERE id = :request;

-- name: pack_request
-- It lies ready on the cart.
UPDATE request SET state = 'packed', state_visit = (SELECT id FROM open_visit) WHERE id = :request;

-- name: unpack_request
-- It does not lie ready after all.
UPDATE request SET state = 'open', state_visit = NULL WHERE id = :request;

-- name: request_outcome
-- A request that is done with, and how it stood before, for the undo; one row. `:action` is handed or dropped.
SELECT :action AS action, 'good' AS tone, request.id AS request, coalesce(title.name, request.words, '') AS wanted,
  coalesce(request.state, 'open') AS before, request.state_visit AS before_visit
FROM request LEFT JOIN title ON title.id = request.title WHERE request.id = :request;

-- name: hand_request
-- It was given to who asked, other than by lending it here.
UPDATE request SET state = 'handed', state_visit = (SELECT id FROM open_visit) WHERE id = :request;

-- name: drop_request
-- Nobody waits for it any more.
UPDATE request SET state = 'dropped', state_visit = (SELECT id FROM open_visit) WHERE id = :request;

-- name: reopen_request
-- It was not given or dropped after all: it stands as it did before.
UPDATE request SET state = :before, state_visit = :before_visit WHERE id = :request;

-- name: count_outcome
-- What a scan at the stock-take must do; one row. `action` is one of: see_copy (the book is here), seen_again,
-- see_returned (it stood as out: it is back), see_restored (it stood as lost or withdrawn: it takes part again),
-- see_unknown (a label that nobody knows), choose, no_visit, empty.
WITH
  asked AS (SELECT trim(:code) AS code, upper(replace(replace(trim(:code), '-', ''), ' ', '')) AS digits),
  isbn AS (SELECT digits AS least, digits AS most FROM asked WHERE digits <> ''
    UNION ALL SELECT substr(digits, 4, 9) || '0', substr(digits, 4, 9) || 'X' FROM asked WHERE digits GLOB '978??????????'
    UNION ALL SELECT '978' || substr(digits, 1, 9) || '0', '978' || substr(digits, 1, 9) || '9' FROM asked
    WHERE length(digits) = 10),
  running AS (SELECT open_visit.id FROM open_visit JOIN clock ON clock.today = open_visit.day),
  labelled AS (
    SELECT copy.id FROM copy WHERE copy.id = :copy
    UNION SELECT copy.id FROM asked CROSS JOIN copy ON copy.barcode IN (asked.code, upper(asked.code))
    WHERE :copy = '' AND asked.code <> ''),
  matching AS (
    SELECT id FROM labelled
    UNION SELECT copy.id FROM isbn CROSS JOIN title ON title.isbn BETWEEN isbn.least AND isbn.most
    CROSS JOIN copy ON copy.title = title.id WHERE :copy = '' AND NOT EXISTS (SELECT 1 FROM labelled)),
  book AS MATERIALIZED (SELECT copy_now.* FROM copy_now WHERE copy_now.id = (SELECT id FROM matching LIMIT 1))
SELECT
  CASE
    WHEN asked.code = '' AND :copy = '' THEN 'empty'
    WHEN running.id IS NULL THEN 'no_visit'
    WHEN (SELECT count(*) FROM matching) > 1 THEN 'choose'
    WHEN book.id IS NULL THEN 'see_unknown'
    WHEN book.state = 'out' THEN 'see_returned'
    WHEN book.state IN ('lost', 'withdrawn') THEN 'see_restored'
    WHEN EXISTS (SELECT 1 FROM sighting WHERE sighting.copy = book.id
                 AND sighting.visit IN (SELECT id FROM visit WHERE day = (SELECT today FROM clock))) THEN 'seen_again'
    ELSE 'see_copy'
  END AS action,
  asked.code AS code, coalesce(running.id, '') AS visit, lower(hex(randomblob(8))) AS sighting,
  (SELECT now FROM clock) AS at,
  coalesce(book.id, '') AS copy, coalesce(book.name, '') AS name, coalesce(book.author, '') AS author,
  coalesce(book.colour, '') AS colour, coalesce(book.cover, '') AS cover, coalesce(book.barcode, '') AS barcode,
  coalesce(book.condition, '') AS condition, coalesce(book.loan, '') AS loan,
  (SELECT json_group_array(id) FROM matching) AS copies,
  coalesce(book.first_name, '') AS had_name, coalesce(book.symbol, '') AS had_symbol,
  CASE WHEN running.id IS NULL THEN 'ask' WHEN book.id IS NULL OR (SELECT count(*) FROM matching) > 1 THEN 'ask'
    WHEN book.state = 'in' THEN 'good' ELSE 'notice' END AS tone
FROM asked LEFT JOIN running LEFT JOIN book;

-- name: see_copy
-- A copy was seen at the stock-take.
INSERT INTO sighting (id, visit, copy, seen_at) SELECT :sighting, :visit, :copy, now FROM clock;

-- name: see_returned
-- A copy was seen that stood as out: it is back.
INSERT INTO sighting (id, visit, copy, seen_at) SELECT :sighting, :visit, :copy, now FROM clock;
UPDATE loan SET returned_at = (SELECT now FROM clock), returned_visit = :visit WHERE copy = :copy AND returned_at IS NULL;

-- name: see_restored
-- A copy was seen that stood as lost or withdrawn: it takes part again.
INSERT INTO sighting (id, visit, copy, seen_at) SELECT :sighting, :visit, :copy, now FROM clock;
UPDATE copy SET condition = 'good', condition_on = (SELECT today FROM clock) WHERE id = :copy;
UPDATE loan SET returned_at = (SELECT now FROM clock), returned_visit = :visit WHERE copy = :copy AND returned_at IS NULL;

-- name: see_unknown
-- A label was seen that nobody knows.
INSERT INTO sighting (id, visit, code, seen_at) SELECT :sighting, :visit, :code, now FROM clock;

-- name: undo_sighting
-- The scan did not count.
DELETE FROM sighting WHERE id = :sighting;

-- name: undo_see_returned
-- The scan did not count, and the loan that it ended runs on.
DELETE FROM sighting WHERE id = :sighting;
UPDATE loan SET returned_at = NULL, returned_visit = NULL WHERE id = :loan;

-- name: undo_see_restored
-- The scan did not count: the copy stands as it did, and the loan that it ended runs on.
DELETE FROM sighting WHERE id = :sighting;
UPDATE copy SET condition = :condition, condition_on = (SELECT today FROM clock) WHERE id = :copy;
UPDATE loan SET returned_at = NULL, returned_visit = NULL WHERE id = :loan;

-- name: copy_outcome
-- A copy that a person says something of, and how it stood before, for the undo; one row, with `:action` as given.
SELECT :action AS action, 'notice' AS tone, copy.id AS copy, coalesce(title.name, '') AS name,
  coalesce(copy.condition, 'good') AS condition, coalesce(copy.place, 'cart') AS place
FROM copy LEFT JOIN title ON title.id = copy.title WHERE copy.id = :copy;

-- name: lose_copy
-- A copy is not to be found.
UPDATE copy SET condition = 'lost', condition_on = (SELECT today FROM clock) WHERE id = :copy;

-- name: rest_copy
-- A copy goes from the cart to the library, so that another can take its place.
UPDATE copy SET place = 'library' WHERE id = :copy;

-- name: stock_summary
-- The stock-take of today in figures, one row: here, missing (expected on the cart and not seen), unknown, and out.
WITH seen AS (
  SELECT sighting.copy, sighting.code FROM sighting
  WHERE sighting.visit IN (SELECT id FROM visit WHERE day = (SELECT today FROM clock)))
SELECT
  (SELECT count(DISTINCT copy) FROM seen) AS here,
  (SELECT count(DISTINCT code) FROM seen WHERE copy IS NULL) AS unknown,
  (SELECT count(*) FROM running_loan) AS out,
  (SELECT count(*) FROM copy WHERE coalesce(place, 'cart') = 'cart'
     AND coalesce(condition, 'good') IN ('good', 'damaged')
     AND id NOT IN (SELECT copy FROM seen WHERE copy IS NOT NULL)
     AND id NOT IN (SELECT copy FROM open_loan WHERE copy IS NOT NULL)
     AND id NOT IN (SELECT copy FROM copy_in_kit)) AS missing;

-- name: missing_copies
-- What belongs on the cart, is not out, and was not seen today.
SELECT copy.id, title.name, coalesce(title.author, '') AS author, coalesce(title.colour, '') AS colour,
  coalesce(title.cover, '') AS cover, coalesce(copy.barcode, '') AS barcode
FROM copy JOIN title ON title.id = copy.title
WHERE coalesce(copy.place, 'cart') = 'cart' AND coalesce(copy.condition, 'good') IN ('good', 'damaged')
  AND copy.id NOT IN (SELECT sighting.copy FROM sighting WHERE sighting.copy IS NOT NULL
    AND sighting.visit IN (SELECT id FROM visit WHERE day = (SELECT today FROM clock)))
  AND copy.id NOT IN (SELECT open_loan.copy FROM open_loan WHERE open_loan.copy IS NOT NULL)
  AND copy.id NOT IN (SELECT copy FROM copy_in_kit)
ORDER BY title.name, copy.barcode LIMIT 200;

-- name: unknown_labels
-- Labels that were scanned today and that no copy has, to couple or to leave.
SELECT min(sighting.id) AS sighting, sighting.code, max(sighting.seen_at) AS seen_at FROM sighting
WHERE sighting.copy IS NULL AND sighting.visit IN (SELECT id FROM visit WHERE day = (SELECT today FROM clock))
  AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.barcode = sighting.code)
GROUP BY sighting.code ORDER BY seen_at DESC LIMIT 100;

-- name: books
-- Titles by a few letters of title, author, series or label, of one level or all ('').
SELECT title.id, title.name, coalesce(title.author, '') AS author, coalesce(title.level, '') AS level,
  coalesce(title.series, '') AS series, coalesce(title.colour, '') AS colour, coalesce(title.cover, '') AS cover,
  (SELECT count(*) FROM copy WHERE copy.title = title.id) AS copies,
  (SELECT count(*) FROM copy_now WHERE copy_now.title = title.id AND copy_now.state = 'in'
    AND copy_now.id NOT IN (SELECT copy FROM copy_in_kit)) AS copies_in
FROM (
  SELECT id FROM title WHERE (:level = '' OR level = :level)
    AND (:letters = '' OR id IN (
        SELECT id FROM title_to_find WHERE instr(name, plain(trim(:letters))) > 0
          OR instr(author, plain(trim(:letters))) > 0 OR instr(series, plain(trim(:letters))) > 0)
      OR id IN (SELECT copy.title FROM copy WHERE copy.barcode IN (trim(:letters), upper(trim(:letters)))))
  ORDER BY name LIMIT 60) AS hit
JOIN title ON title.id = hit.id ORDER BY title.name;

-- name: book_count
-- How many titles and copies there are, one row.
SELECT (SELECT count(*) FROM title) AS titles, (SELECT count(*) FROM copy) AS copies;

-- name: book
-- One title.
SELECT id, name, coalesce(author, '') AS author, coalesce(level, '') AS level, coalesce(series, '') AS series,
  coalesce(kind, '') AS kind, coalesce(isbn, '') AS isbn, coalesce(colour, '') AS colour, coalesce(cover, '') AS cover
FROM title WHERE id = :title;

-- name: copies_of_book
-- The copies of one title, and where each is now; with a reading circle is out.
SELECT copy_now.id, coalesce(barcode, '') AS barcode, coalesce(copy_now.place, 'cart') AS place, condition,
  iif(state = 'in' AND bag.copy IS NOT NULL, 'out', state) AS state,
  coalesce(first_name, learning_group.name, '') AS first_name, coalesce(copy_now.symbol, '') AS symbol,
  coalesce(loan, '') AS loan
FROM copy_now LEFT JOIN copy_in_kit AS bag ON bag.copy = copy_now.id
LEFT JOIN learning_group ON learning_group.id = bag.learning_group AND state = 'in'
WHERE copy_now.title = :title ORDER BY barcode;

-- name: adding
-- A title as it is about to be added, with the id that it gets; one row.
SELECT 'added' AS action, 'good' AS tone, lower(hex(randomblob(8))) AS title, trim(:name) AS name;

-- name: add_title
-- A new title with its first copy.
INSERT INTO title (id, name, author, level, series, isbn, colour, cover)
SELECT :title, trim(:name), nullif(trim(:author), ''), :level, nullif(trim(:series), ''),
  nullif(:isbn, ''), :colour, nullif(:cover, '') WHERE trim(:name) <> '';
INSERT INTO copy (title, barcode, place, condition, condition_on)
SELECT :title, nullif(trim(:barcode), ''), 'cart', 'good', today FROM clock WHERE trim(:name) <> '';

-- name: edit_title
-- Correct what a title says.
UPDATE title SET name = trim(:name), author = nullif(trim(:author), ''), level = :level,
  series = nullif(trim(:series), ''), isbn = nullif(:isbn, ''),
  colour = nullif(:colour, ''), cover = nullif(:cover, '')
WHERE id = :title AND trim(:name) <> '';

-- name: add_copy
-- One more copy of a title, with its label when it has one.
INSERT INTO copy (title, barcode, place, condition, condition_on)
SELECT :title, nullif(trim(:barcode), ''), 'cart', 'good', today FROM clock;

-- name: couple_label
-- From now on this label belongs to this copy, and to no other.
UPDATE copy SET barcode = NULL WHERE barcode IN (trim(:barcode), upper(trim(:barcode))) AND id <> :copy AND trim(:barcode) <> '';
UPDATE copy SET barcode = trim(:barcode) WHERE id = :copy AND trim(:barcode) <> '';

-- name: mark_condition
-- Say how a copy is: good, damaged, lost or withdrawn.
UPDATE copy SET condition = :condition, condition_on = (SELECT today FROM clock) WHERE id = :copy;

-- name: place_copy
-- Say where a copy belongs: cart or library.
UPDATE copy SET place = :place WHERE id = :copy;

-- name: resting_copies
-- Rotation advice: books on the cart that nobody borrowed at the last three visits and nobody waits for.
SELECT resting_copy.id, resting_copy.title, title.name, coalesce(title.author, '') AS author,
  coalesce(title.colour, '') AS colour, coalesce(title.cover, '') AS cover,
  coalesce(resting_copy.barcode, '') AS barcode
FROM resting_copy JOIN title ON title.id = resting_copy.title
WHERE coalesce(resting_copy.place, 'cart') = 'cart'
  AND resting_copy.title NOT IN (SELECT title FROM waiting_request WHERE title IS NOT NULL)
  AND resting_copy.id NOT IN (SELECT copy FROM copy_in_kit) ORDER BY title.name LIMIT 100;

-- name: labelled_copies
-- Copies with a label to print, by a few letters of the title or the label itself; the newest first. With `:is_new` 1 only
-- those of the last four weeks.
SELECT copy.id, title.name, copy.barcode FROM copy JOIN title ON title.id = copy.title
WHERE copy.barcode <> '' AND (:letters = ''
    OR copy.title IN (SELECT id FROM title_to_find WHERE instr(name, plain(trim(:letters))) > 0)
    OR copy.barcode IN (trim(:letters), upper(trim(:letters))))
  AND (:is_new = 0 OR copy.created_at >= (SELECT date(today, '-28 days') FROM clock))
ORDER BY copy.created_at DESC, copy.barcode LIMIT 200;

-- name: label_choice
-- The same copies as one JSON list of ids, for the server that prints them; one row.
SELECT count(*) AS count, json_group_array(id) AS ids FROM (
  SELECT copy.id FROM copy JOIN title ON title.id = copy.title
  WHERE copy.barcode <> '' AND (:letters = ''
      OR copy.title IN (SELECT id FROM title_to_find WHERE instr(name, plain(trim(:letters))) > 0)
      OR copy.barcode IN (trim(:letters), upper(trim(:letters))))
    AND (:is_new = 0 OR copy.created_at >= (SELECT date(today, '-28 days') FROM clock))
  ORDER BY copy.created_at DESC, copy.barcode LIMIT 200);

-- name: copies_without_label
-- How many copies in use have no label; one row.
SELECT count(*) AS count FROM copy
WHERE coalesce(barcode, '') = '' AND coalesce(condition, 'good') NOT IN ('lost', 'withdrawn');

-- name: make_labels
-- Give each copy without a label one of its own. It comes from the copy's id, so that no two tablets make the same.
UPDATE copy SET barcode = 'B' || upper(substr(id, 1, 7))
WHERE coalesce(barcode, '') = '' AND coalesce(condition, 'good') NOT IN ('lost', 'withdrawn');

-- name: count_swap
-- One book was taken from the swap shelf or brought to it; nobody's name.
INSERT INTO swap (visit, direction) SELECT id, :direction FROM open_visit;

-- name: uncount_swap
-- One less, when the count went too far.
DELETE FROM swap WHERE id = (SELECT id FROM swap WHERE direction = :direction
  AND visit IN (SELECT id FROM visit WHERE day = (SELECT today FROM clock)) ORDER BY created_at DESC, id LIMIT 1);
