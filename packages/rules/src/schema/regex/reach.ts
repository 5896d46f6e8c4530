import type { Graph } from './graph.ts';

/** What a matcher can come to from a place before it reads on. Counts stop at the limit. */
export interface Reach {
  /** The reading places it comes to, each with the number of ways there. */
  readonly reads: ReadonlyMap<number, number>;
  /** How many places it stands on meanwhile, however it goes on. */
  readonly steps: number;
  /** Whatever the text, one of the ways is found: the search ends with success once the matcher stands here. */
  readonly isSure: boolean;
}

const NOTHING: ReadonlyMap<number, number> = new Map();

/** Tells the reach of a place at the text's start, or behind it. Rounds that read nothing do not exist, so it ends. */
export function createReach({ places }: Graph, limit: number): (place: number, isAtStart: boolean) => Reach {
  const known = new Map<string, Reach>();
  const capped = (count: number): number => Math.min(count, limit);

  function look(at: number, isAtStart: boolean): Reach {
    const place = places[at]!;
    switch (place.kind) {
      case 'found':
        return { reads: NOTHING, steps: 1, isSure: true };
      case 'read':
        return { reads: new Map([[at, 1]]), steps: 1, isSure: false };
      case 'start': {
        if (!isAtStart) return { reads: NOTHING, steps: 1, isSure: false };
        const { reads, steps, isSure } = reach(place.next, isAtStart);
        return { reads, steps: capped(steps + 1), isSure };
      }
      case 'end':
        // Behind the text's end nothing is read.
        return { reads: NOTHING, steps: capped(reach(place.next, isAtStart).steps + 1), isSure: false };
      case 'word': {
        const { reads, steps } = reach(place.next, isAtStart);
        return { reads, steps: capped(steps + 1), isSure: false };
      }
      case 'fork': {
        const reads = new Map<number, number>();
        let steps = 1;
        let isSure = false;
        for (const way of place.ways) {
          const one = reach(way, isAtStart);
          for (const [read, ways] of one.reads) reads.set(read, capped((reads.get(read) ?? 0) + ways));
          steps = capped(steps + one.steps);
          isSure ||= one.isSure;
        }
        return { reads, steps, isSure };
      }
    }
  }

  function reach(place: number, isAtStart: boolean): Reach {
    const key = `${place}${isAtStart ? '^' : ''}`;
    const earlier = known.get(key);
    if (earlier) return earlier;
    const found = look(place, isAtStart);
    known.set(key, found);
    return found;
  }
  return reach;
}
