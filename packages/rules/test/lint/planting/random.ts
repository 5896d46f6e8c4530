/** Numbers from a seed, the same on every machine: a corpus that is made anew must be the same file. */
export interface Random {
  /** 0 up to, not including, `below`. */
  readonly int: (below: number) => number;
  readonly between: (least: number, most: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Some of them, in their order. */
  readonly some: <Item>(items: readonly Item[], count: number) => readonly Item[];
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, plenty for picking among a few. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    between: (least, most) => least + int(most - least + 1),
    chance: (percent) => next() * 100 < percent,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    some(items, count) {
      const left = items.map((_, index) => index);
      while (left.length > count) left.splice(int(left.length), 1);
      return left.map((index) => items[index] as (typeof items)[number]);
    },
  };
}
