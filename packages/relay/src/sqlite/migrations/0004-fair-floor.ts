/**
 * Turns between a team's sites, invitations under way, rings missed, the floor's version, and what a waiting conversation brings along. The queue is
 * ordered by core/queue.ts and no longer by an index.
 */
export const fairFloor = `
DROP INDEX floor_queue_in_order;
ALTER TABLE floor_queue ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE floor_queue ADD COLUMN share REAL NOT NULL DEFAULT 1;
ALTER TABLE floor_queue ADD COLUMN is_returned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE floor_queue ADD COLUMN rep TEXT;
ALTER TABLE floor_messages ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE floor_messages ADD COLUMN share REAL NOT NULL DEFAULT 1;
ALTER TABLE floor_messages ADD COLUMN is_returned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE floor_messages ADD COLUMN rep TEXT;
ALTER TABLE floor_reps ADD COLUMN cause TEXT;

CREATE TABLE floor_versions (team TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE floor_turns (
  team TEXT, site TEXT, ahead INTEGER NOT NULL, PRIMARY KEY (team, site)
) STRICT, WITHOUT ROWID;
CREATE TABLE floor_grants (
  team TEXT, grant_id TEXT, site TEXT NOT NULL, conversation TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL, value REAL,
  PRIMARY KEY (team, grant_id)
) STRICT, WITHOUT ROWID;
-- claims: JSON of those counted, the last 16.
CREATE TABLE floor_missed (
  team TEXT, rep TEXT, count INTEGER NOT NULL, claims TEXT NOT NULL, PRIMARY KEY (team, rep)
) STRICT, WITHOUT ROWID;
`;
