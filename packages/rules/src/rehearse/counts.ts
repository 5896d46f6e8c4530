/** What counts went to, once a list of names is full: addresses are as many as a shop has pages. */
export const OTHERS = '(others)';

/** Counts by name, of a bounded number of names. */
export interface Counts {
  add(name: string): void;
  /** The most first; names alike often in their own order. */
  list(): readonly (readonly [name: string, count: number])[];
}

export function createCounts(most: number): Counts {
  const counts = new Map<string, number>();
  return {
    add(name) {
      const key = counts.has(name) || counts.size < most ? name : OTHERS;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    list: () => [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)),
  };
}
