-- What is true at the cart, computed from loans, renewals and requests: never stored, the same on both sides.

-- The visits in order. Visits of one day, opened on two tablets, are one: they share their position.
CREATE VIEW visit_order AS
SELECT id, day, opened_at, closed_at, dense_rank() OVER (ORDER BY day) AS position FROM visit;

-- The visit that is going on: opened and not closed, the latest when two tablets opened one each.
CREATE VIEW open_visit AS
SELECT id, day, opened_at FROM visit WHERE closed_at IS NULL ORDER BY day DESC, opened_at DESC, id LIMIT 1;

-- Titles as people look for them. Most have plain letters only, and for those `lower` is ten times as quick as `plain`.
CREATE VIEW title_to_find AS
SELECT id, iif(name GLOB '*[^ -~]*', plain(name), lower(name)) AS name,
       iif(author GLOB '*[^ -~]*', plain(author), lower(author)) AS author,
       iif(series GLOB '*[^ -~]*', plain(series), lower(series)) AS series FROM title;

-- The loan that holds each copy now. The book in the hand is right: a later lending means that the book had come
-- back, so a loan counts only while no later one of that copy exists, whether that one is still open or not.
CREATE VIEW open_loan AS
SELECT id, copy, visit, lent_at FROM loan
WHERE returned_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM loan AS later WHERE later.copy = loan.copy AND (later.lent_at, later.id) > (loan.lent_at, loan.id));

-- When each loan ended: at its return, or when the same copy was lent again; NULL while it runs.
CREATE VIEW loan_end AS
SELECT id AS loan, min(coalesce(returned_at, again), coalesce(again, returned_at)) AS ended_at
FROM (SELECT loan.id, loan.returned_at,
        (SELECT min(later.lent_at) FROM loan AS later
         WHERE later.copy = loan.copy AND (later.lent_at, later.id) > (loan.lent_at, loan.id)) AS again
      FROM loan);

-- Two loans of one copy that were open at the same time: made on two tablets that did not know of each other. Only
-- while it still matters: the earlier one was never returned, or the later one is of the last three visits.
CREATE VIEW double_loan AS
SELECT earlier.id AS loan, later.id AS later_loan, earlier.copy, earlier.lent_at, later.lent_at AS later_lent_at,
       earlier.created_by, later.created_by AS later_created_by
FROM loan AS earlier JOIN loan AS later ON later.copy = earlier.copy
  AND (later.lent_at, later.id) > (earlier.lent_at, earlier.id)
WHERE earlier.returned_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM settlement WHERE settlement.loan = earlier.id)
UNION ALL
SELECT earlier.id, later.id, earlier.copy, earlier.lent_at, later.lent_at, earlier.created_by, later.created_by
FROM loan AS later CROSS JOIN loan AS earlier ON earlier.copy = later.copy
  AND (later.lent_at, later.id) > (earlier.lent_at, earlier.id)
WHERE later.visit IN (SELECT id FROM visit_order WHERE position > (SELECT max(position) FROM visit_order) - 3)
  AND earlier.returned_at > later.lent_at
  AND NOT EXISTS (SELECT 1 FROM settlement WHERE settlement.loan = earlier.id);

-- Every copy with its title and where it is now: 'in', 'out', or its condition when that is lost or withdrawn. A book
-- that was lent after it was called lost is out.
CREATE VIEW copy_now AS
SELECT copy.id, copy.title, title.name, title.author, title.level, title.series, title.colour, title.cover,
       copy.barcode, copy.place, coalesce(copy.condition, 'good') AS condition,
       CASE WHEN copy.condition IN ('lost', 'withdrawn')
              AND (open_loan.id IS NULL OR copy.condition_on >= date(open_loan.lent_at)) THEN copy.condition
            WHEN open_loan.id IS NOT NULL THEN 'out' ELSE 'in' END AS state,
       open_loan.id AS loan, open_loan.visit AS loan_visit, open_loan.lent_at,
       borrower.learner, learner.first_name, learner.symbol
FROM copy JOIN title ON title.id = copy.title
LEFT JOIN open_loan ON open_loan.copy = copy.id
LEFT JOIN borrower ON borrower.loan = open_loan.id
LEFT JOIN learner ON learner.id = borrower.learner;

-- Loans that run: which copy, since when, who has it, and whether it is due back at the running (or else the next)
-- visit. A loan runs until a next visit, and a renewal at a visit lets it run past that one. Lost books are not due.
CREATE VIEW running_loan AS
SELECT id, copy, visit, lent_at, day, title, name, author, colour, cover, barcode, learner, first_name, symbol,
       day < now_day AND NOT is_renewed AS is_due, is_renewed
FROM (
  SELECT open_loan.id, open_loan.copy, open_loan.visit, open_loan.lent_at, now_day,
         coalesce(visit.day, date(open_loan.lent_at)) AS day,
         copy.title, title.name, title.author, title.colour, title.cover, copy.barcode,
         borrower.learner, learner.first_name, learner.symbol,
         EXISTS (SELECT 1 FROM renewal JOIN visit AS until ON until.id = renewal.visit
                 WHERE renewal.loan = open_loan.id AND until.day >= now_day) AS is_renewed
  FROM (SELECT coalesce((SELECT day FROM open_visit), '9999-12-31') AS now_day)
  CROSS JOIN open_loan
  JOIN copy ON copy.id = open_loan.copy
  JOIN title ON title.id = copy.title
  LEFT JOIN visit ON visit.id = open_loan.visit
  LEFT JOIN borrower ON borrower.loan = open_loan.id
  LEFT JOIN learner ON learner.id = borrower.learner
  WHERE coalesce(copy.condition, 'good') NOT IN ('lost', 'withdrawn')
     OR copy.condition_on < date(open_loan.lent_at));

-- Requests that still wait, with what they are for and who asked.
CREATE VIEW waiting_request AS
SELECT request.id, request.title, coalesce(title.name, request.words) AS wanted, title.colour, title.cover,
       coalesce(request.state, 'open') AS state, request.visit, request.created_at,
       requester.learner, learner.first_name, learner.symbol
FROM request LEFT JOIN title ON title.id = request.title
LEFT JOIN requester ON requester.request = request.id
LEFT JOIN learner ON learner.id = requester.learner
WHERE coalesce(request.state, 'open') IN ('open', 'packed');

-- Copies that nobody borrowed at the last three visits and that have been there for as long: change them.
CREATE VIEW resting_copy AS
SELECT copy.id, copy.title, copy.barcode, copy.place
FROM copy
WHERE coalesce(copy.condition, 'good') IN ('good', 'damaged')
  AND 3 <= (SELECT max(position) FROM visit_order)
  AND copy.created_at < (SELECT min(opened_at) FROM visit_order
                         WHERE position = (SELECT max(position) FROM visit_order) - 2)
  AND copy.id NOT IN (
    SELECT loan.copy FROM loan JOIN visit_order ON visit_order.id = loan.visit
    WHERE visit_order.position > (SELECT max(position) FROM visit_order) - 3 AND loan.copy IS NOT NULL)
  AND copy.id NOT IN (SELECT open_loan.copy FROM open_loan WHERE open_loan.copy IS NOT NULL);
