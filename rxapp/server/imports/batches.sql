-- Imports that were carried out, in office.sqlite3, so that they can be taken back. Ids, and former values of rows
-- that are nobody's (titles, copies, staff's duties).

CREATE TABLE IF NOT EXISTS import_batch (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  account TEXT NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  problems INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;

CREATE TABLE IF NOT EXISTS import_row (
  batch TEXT NOT NULL,
  number INTEGER NOT NULL,
  action TEXT NOT NULL,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT;
