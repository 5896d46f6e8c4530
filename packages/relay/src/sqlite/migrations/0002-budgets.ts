/** What was counted of each name on its last day (days since 1970 in UTC). */
export const budgets = `
CREATE TABLE budgets (
  site TEXT, name TEXT, day INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (site, name)
) STRICT, WITHOUT ROWID;
`;
