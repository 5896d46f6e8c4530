/** Everything a relay keeps, as of the first release. Times are milliseconds since the epoch, JSON is what the ports speak. */
export const first = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Bells that another process on this file must hear exactly; the last thousand are kept.
CREATE TABLE bells (number INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, origin TEXT NOT NULL) STRICT;

CREATE TABLE sites (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE teams (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reps (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE playbooks (site TEXT, version TEXT, json TEXT NOT NULL, PRIMARY KEY (site, version)) STRICT;
CREATE TABLE sign_ins (
  hash TEXT PRIMARY KEY, rep TEXT NOT NULL, at INTEGER NOT NULL, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_ins_by_rep ON sign_ins (rep);
CREATE INDEX sign_ins_by_end ON sign_ins (expires_at);
CREATE TABLE tickets (
  hash TEXT PRIMARY KEY, rep TEXT NOT NULL, sign_in TEXT NOT NULL, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_by_end ON tickets (expires_at);
CREATE TABLE failures (key TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX failures_by_last ON failures (last_at);

-- One row a conversation, touched by every append: small on purpose, so the record's JSON lies apart.
CREATE TABLE logs (
  conversation TEXT PRIMARY KEY,
  top INTEGER NOT NULL DEFAULT 0,
  chain TEXT NOT NULL DEFAULT '',
  visitor_top INTEGER NOT NULL DEFAULT 0,
  last_visitor_message_at INTEGER,
  first_rep_message_at INTEGER,
  last_rep_message_at INTEGER,
  unread_by_rep INTEGER NOT NULL DEFAULT 0,
  last_text TEXT,
  read_visitor INTEGER NOT NULL DEFAULT 0,
  read_rep INTEGER NOT NULL DEFAULT 0,
  -- Copies out of the record, written together with it: what an append must compare.
  revision INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 0,
  owner_rep TEXT,
  owner_claim TEXT,
  open_since INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  conversation TEXT, offset INTEGER, chain TEXT NOT NULL, session TEXT NOT NULL, seq INTEGER NOT NULL,
  at INTEGER NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (conversation, offset)
) STRICT, WITHOUT ROWID;
-- recent: JSON [[digest, offset], …] of the last 16, oldest first; the last one is that of highest.
CREATE TABLE senders (
  conversation TEXT, session TEXT, highest INTEGER NOT NULL, recent TEXT NOT NULL,
  PRIMARY KEY (conversation, session)
) STRICT, WITHOUT ROWID;
CREATE TABLE records (conversation TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE contexts (conversation TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE touched (
  site TEXT, conversation TEXT, at INTEGER NOT NULL, PRIMARY KEY (site, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_by_time ON touched (site, at, conversation);

CREATE TABLE visitors (visitor TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE lanes (
  visitor TEXT, session TEXT, highest INTEGER NOT NULL, recent TEXT NOT NULL, PRIMARY KEY (visitor, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE floor_reps (
  team TEXT, rep TEXT, status TEXT NOT NULL DEFAULT 'offline', idle_since INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (team, rep)
) STRICT, WITHOUT ROWID;
CREATE TABLE floor_leases (
  team TEXT, node TEXT, rep TEXT, until INTEGER NOT NULL, PRIMARY KEY (team, node, rep)
) STRICT, WITHOUT ROWID;
CREATE TABLE floor_claims (
  team TEXT, claim TEXT, rep TEXT NOT NULL, site TEXT NOT NULL, conversation TEXT NOT NULL, state TEXT NOT NULL,
  due_at INTEGER, at INTEGER NOT NULL, PRIMARY KEY (team, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE floor_queue (
  team TEXT, conversation TEXT, site TEXT NOT NULL, queued_at INTEGER NOT NULL, PRIMARY KEY (team, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX floor_queue_in_order ON floor_queue (team, queued_at, conversation);

CREATE TABLE journal (
  site TEXT, number INTEGER, key TEXT NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (site, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX journal_by_key ON journal (site, key);

CREATE TABLE orders (
  site TEXT, key TEXT, at INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (site, key)
) STRICT;
CREATE INDEX orders_by_time ON orders (site, at, key);
`;
