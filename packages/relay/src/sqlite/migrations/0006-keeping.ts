/** When a lane was last used, and jobs that one node does at a time: who has it until when, and how far it came. */
export const keeping = `
ALTER TABLE lanes ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
UPDATE lanes SET at = unixepoch() * 1000;
CREATE INDEX lanes_by_time ON lanes (at);
CREATE TABLE tasks (
  name TEXT PRIMARY KEY, node TEXT NOT NULL, until INTEGER NOT NULL, standing TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
