-- name: staff_faces
-- Who may sign in on this tablet: those who have a PIN and did not leave.
SELECT id, first_name, coalesce(symbol, '') AS symbol FROM staff, clock
WHERE pin IS NOT NULL AND (left_on IS NULL OR left_on >= today) ORDER BY plain(first_name);

-- name: staff_face
-- One of them.
SELECT id, first_name, coalesce(symbol, '') AS symbol FROM staff WHERE id = :staff;

-- name: site_now
-- The learning place and this tablet; one row, or none before the tablet is enrolled.
SELECT coalesce(site.name, '') AS name, me.replica, me.site FROM me LEFT JOIN site LIMIT 1;

-- name: cart_now
-- What the start page says about the cart; one row. `is_done` is 1 when today's visit was closed, with what it came to.
SELECT coalesce(open_visit.day = clock.today, 0) AS is_running, coalesce(open_visit.day, '') AS day,
  (SELECT count(*) FROM waiting_request) AS requests,
  (SELECT count(*) FROM running_loan) AS out,
  open_visit.id IS NULL AND EXISTS (SELECT 1 FROM visit WHERE day = clock.today) AS is_done,
  (SELECT count(*) FROM loan JOIN visit ON visit.id = loan.visit WHERE visit.day = clock.today) AS lent,
  (SELECT count(*) FROM loan WHERE returned_at >= strftime('%Y-%m-%dT%H:%M:%SZ', clock.today, 'utc')) AS returned
FROM clock LEFT JOIN open_visit;

-- name: notices
-- How many things on this tablet want a person's attention; one row.
SELECT (SELECT count(*) FROM double_loan) AS double_loans,
  (SELECT count(*) FROM change WHERE status = 'refused') AS refused;

-- name: refused_changes
-- What the server did not take, with the reason, the latest first. What was written shows to its writer only: others
-- sign in on this tablet too.
SELECT change.seq, change.tbl, change.row, change.kind, coalesce(change.reason, '') AS reason,
  strftime('%Y-%m-%dT%H:%M:%SZ', CAST(substr(change.stamp, 1, 16) AS INTEGER) / 256000, 'unixepoch') AS at,
  coalesce(staff.first_name, '') AS author,
  coalesce((SELECT group_concat(coalesce(value, '–'), ' · ') FROM json_each(change.patch)
            WHERE change.author IS me.staff AND type IN ('text', 'integer', 'null') AND NOT value GLOB
              '[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]*' AND length(value) < 200), '') AS words
FROM change JOIN me LEFT JOIN staff ON staff.id = change.author
WHERE change.status = 'refused'
ORDER BY change.seq DESC LIMIT 100;

-- name: retry_change
-- Send a refused change once more: the same values as a new change with a fresh stamp, in place of the refused one.
UPDATE me SET ticks = max(ticks + 1, CAST(((julianday('now') - 2440587.5) * 86400000 + clock_offset) * 256 AS INTEGER));
INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
SELECT printf('%016d-%s', me.ticks, me.replica), coalesce(me.staff, refused.author), refused.part, refused.tbl,
  refused.row, refused.kind, me.schema, refused.patch, me.status
FROM me JOIN change AS refused ON refused.seq = :seq AND refused.status = 'refused' WHERE true
ON CONFLICT (stamp) DO NOTHING;
INSERT INTO fold (upto) SELECT max(seq) FROM change;
DELETE FROM change WHERE seq = :seq AND status = 'refused';

-- name: discard_change
-- A person looked at a refused change and lets it go on this tablet; the server keeps it.
DELETE FROM change WHERE seq = :seq AND status = 'refused';

-- name: double_loans
-- Books that two tablets lent at about the same time; the later lending counts.
SELECT double_loan.loan, double_loan.later_loan, copy_now.name, coalesce(copy_now.barcode, '') AS barcode,
  coalesce(copy_now.colour, '') AS colour, coalesce(copy_now.cover, '') AS cover,
  double_loan.lent_at, double_loan.later_lent_at,
  coalesce(earlier.first_name, '') AS first_name, coalesce(later.first_name, '') AS later_first_name,
  coalesce(earlier.symbol, '') AS symbol, coalesce(later.symbol, '') AS later_symbol
FROM double_loan JOIN copy_now ON copy_now.id = double_loan.copy
LEFT JOIN borrower AS earlier_borrower ON earlier_borrower.loan = double_loan.loan
LEFT JOIN learner AS earlier ON earlier.id = earlier_borrower.learner
LEFT JOIN borrower AS later_borrower ON later_borrower.loan = double_loan.later_loan
LEFT JOIN learner AS later ON later.id = later_borrower.learner
ORDER BY double_loan.later_lent_at DESC LIMIT 100;

-- name: settle_double_loan
-- A person looked at it: the earlier loan is over, if nothing said so yet, and the notice goes.
UPDATE loan SET returned_at = (SELECT later.lent_at FROM loan AS later WHERE later.id = :later_loan),
  returned_visit = (SELECT later.visit FROM loan AS later WHERE later.id = :later_loan)
WHERE id = :loan AND returned_at IS NULL;
INSERT INTO settlement (loan, note) VALUES (:loan, nullif(trim(:note), ''));
