/** The last entry that was taken away from the beginning of a log, and its chain: a cursor that stands there lies on the log. */
export const trimmed = `
ALTER TABLE logs ADD COLUMN trimmed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE logs ADD COLUMN trimmed_chain TEXT NOT NULL DEFAULT '';
`;
