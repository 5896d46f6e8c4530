/** Within which a first word is promised where the site says nothing else. Milliseconds. */
export const usualTargetMs = 10_000;

/** How sure that must be where the site says nothing else. */
export const usualChance = 0.9;
