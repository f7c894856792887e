-- Coordinators in office.sqlite3: who they are, which sites are theirs, their sessions and one-time links.
-- Tokens and links are stored as hashes only, passwords as argon2.

CREATE TABLE IF NOT EXISTS account (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password TEXT,
  totp TEXT,
  totp_offered TEXT,
  totp_used INTEGER NOT NULL DEFAULT 0,
  made_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

-- `site` '*' is every site of this machine.
CREATE TABLE IF NOT EXISTS account_site (
  account TEXT NOT NULL, site TEXT NOT NULL, PRIMARY KEY (account, site)
) STRICT;

CREATE TABLE IF NOT EXISTS account_session (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  browser TEXT NOT NULL,
  address TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS account_session_account ON account_session (account);

CREATE TABLE IF NOT EXISTS account_link (
  hash TEXT PRIMARY KEY, account TEXT NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
