/** Seeds that found a fault nobody had planted; run before all others. A comment beside each says what it was. */
export const regressionSeeds: readonly number[] = [
  // Redis: reading 0 entries was answered with an error.
  2,
  // Redis: reading the journal below its first item, too.
  25,
  // Redis: a lease that had ended hours before was forgotten in the very step that renewed it.
  82_448_379,
];
