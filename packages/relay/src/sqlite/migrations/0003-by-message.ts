/** Conversations by message on a team's floor, and letters on their way (`due_at` and `json` are NULL once it left). */
export const byMessage = `
CREATE TABLE floor_messages (
  team TEXT, conversation TEXT, site TEXT NOT NULL, queued_at INTEGER NOT NULL, PRIMARY KEY (team, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX floor_messages_in_order ON floor_messages (team, queued_at, conversation);

CREATE TABLE mails (
  key TEXT PRIMARY KEY, due_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, settled_at INTEGER, json TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX mails_by_due ON mails (due_at, key) WHERE due_at IS NOT NULL;
CREATE INDEX mails_by_end ON mails (settled_at) WHERE settled_at IS NOT NULL;
`;
