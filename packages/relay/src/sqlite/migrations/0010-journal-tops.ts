/** Of each site whose last row of the journal was taken away, the number it had: numbers never come again. */
export const journalTops = `
CREATE TABLE journal_tops (site TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
