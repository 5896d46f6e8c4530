/** Seeds that found a fault nobody had planted; run before all others. A comment beside each says what it was. */
export const regressionSeeds: readonly number[] = [];
