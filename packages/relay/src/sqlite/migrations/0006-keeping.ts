/** Jobs that one node does at a time: who has it until when, and how far it came. */
export const keeping = `
CREATE TABLE tasks (
  name TEXT PRIMARY KEY, node TEXT NOT NULL, until INTEGER NOT NULL, standing TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
