/** Conversations that are over, each in one compressed value instead of rows in the tables. `top` is its log's. */
export const compacted = `
CREATE TABLE compacted (conversation TEXT PRIMARY KEY, top INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
`;
