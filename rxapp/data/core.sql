-- The part of the schema that is the same whatever the tables are: who writes, the log, and what was forgotten.

-- Who and where this database is; one row. `status` is what a local write starts as: 'accepted' on the server,
-- 'unsent' on a device. The log up to `folded` is in the state. `clock_offset` (ms) added to this machine's clock gives the server's.
CREATE TABLE IF NOT EXISTS me (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  site TEXT NOT NULL,
  replica TEXT NOT NULL,
  staff TEXT,
  status TEXT NOT NULL,
  ticks INTEGER NOT NULL DEFAULT 0,
  clock_offset INTEGER NOT NULL DEFAULT 0,
  epoch TEXT NOT NULL,
  schema INTEGER NOT NULL,
  duties TEXT NOT NULL DEFAULT '',
  scope_version INTEGER NOT NULL DEFAULT 0,
  cursor INTEGER NOT NULL DEFAULT 0,
  horizon INTEGER NOT NULL DEFAULT 0,
  folded INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The log: the only thing that is ever synced. `stamp` is a hybrid logical clock, 16 digits of ticks (1/256 ms) and
-- the replica that wrote it: sortable, unique, the change's identity. `seq` is the position in this database's log;
-- on the server it is the cursor that devices pull by. Insert only with ON CONFLICT (stamp) DO NOTHING. What may enter
-- is checked at the door (the views here, the server for what is pushed): CHECKs here would cost a third of the speed.
CREATE TABLE IF NOT EXISTS change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  stamp TEXT NOT NULL UNIQUE,
  author TEXT,
  part TEXT NOT NULL,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  kind TEXT NOT NULL,  -- create, edit or forget
  schema INTEGER NOT NULL,
  patch TEXT NOT NULL,
  status TEXT NOT NULL,  -- unsent, accepted or refused
  reason TEXT
) STRICT;
-- A row's own changes in their order, and a table's news since some position: each table folds its part of a long log
-- without a look at the rest.
DROP INDEX IF EXISTS change_row;
CREATE INDEX IF NOT EXISTS change_of_row ON change (row, tbl);
CREATE INDEX IF NOT EXISTS change_of_table ON change (tbl, seq);
CREATE INDEX IF NOT EXISTS change_pending ON change (status) WHERE status <> 'accepted';

-- Rows and parts whose values are gone for good; ids only. Nothing about them is folded or shown again.
CREATE TABLE IF NOT EXISTS forgotten (tbl TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (row, tbl)) STRICT;

-- Rows that this device must fold again from the server's log at the next sync.
CREATE TABLE IF NOT EXISTS stale (tbl TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (row, tbl)) STRICT;

-- What belongs to this device only and is never synced: drafts, the desk's running state.
CREATE TABLE IF NOT EXISTS local (key TEXT PRIMARY KEY, value TEXT) STRICT;

-- Now by the server's clock, as a `time` and as a `date`.
DROP VIEW IF EXISTS clock;
CREATE VIEW clock AS
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', julianday('now') + clock_offset / 86400000.0) AS now,
       date(julianday('now') + clock_offset / 86400000.0, 'localtime') AS today
FROM me;

-- The doors to the state beside the writable views; their triggers are generated (see generate.py).
-- Whoever puts changes into the log runs INSERT INTO fold (upto) SELECT max(seq) FROM change in the same transaction.
DROP VIEW IF EXISTS fold;
CREATE VIEW fold AS SELECT folded AS upto FROM me;
DROP VIEW IF EXISTS refold;
CREATE VIEW refold AS SELECT tbl, row FROM stale;
DROP VIEW IF EXISTS forget;
CREATE VIEW forget AS SELECT tbl, row FROM forgotten;
