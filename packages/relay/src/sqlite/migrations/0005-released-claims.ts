/** Claims that were released lately, so that nobody who is late puts one back. */
export const releasedClaims = `
CREATE TABLE floor_released (
  team TEXT, claim TEXT, at INTEGER NOT NULL, PRIMARY KEY (team, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX floor_released_by_time ON floor_released (team, at);
`;
