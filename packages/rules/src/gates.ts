import type { Logic } from './condition.ts';

/**
 * One node of a net of counting gates: on while at least `_need` of what leads into it is. A leaf that flips moves the counts above it by one
 * and goes no further than where nothing changes, so an event costs its flips and not the size of the playbook.
 */
export interface Gate {
  readonly _index: number;
  readonly _need: number;
  /** Where it leads, and whether it counts there while it is off. */
  readonly _up: { readonly _to: Gate; readonly _isNot: boolean }[];
}

/** What leads into a gate. */
export type Part = readonly [gate: Gate, isNegated: boolean];

/** The counts of all gates, by their index: the only part of a net that changes. */
export type Counts = number[];

export const isOn = (counts: Counts, gate: Gate): boolean => (counts[gate._index] as number) >= gate._need;

/** A gate more: `counts` stand as they do while nothing is known. */
export function addGate(counts: Counts, parts: readonly Part[], need: number): Gate {
  const gate: Gate = { _index: counts.length, _need: need, _up: [] };
  counts.push(0);
  for (const [from, isNegated] of parts) {
    from._up.push({ _to: gate, _isNot: isNegated });
    if (isOn(counts, from) !== isNegated) (counts[gate._index] as number)++;
  }
  return gate;
}

/** Conditions as gates; where one thing is wanted of one part, that part will do. */
export const createNet = (counts: Counts): Logic<Part> => ({
  _gate: (parts, need) => (parts[0] && !parts[1] && need === 1 ? parts[0] : [addGate(counts, parts, need), false]),
  _not: ([gate, isNegated]) => [gate, !isNegated],
});
