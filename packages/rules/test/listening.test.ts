import { describe, expect, it } from 'vitest';
import type { Listen } from '../src/index.ts';
import { makeEngine, makeRule, MINUTE, play, readVectors, T0, thaw } from './helpers.ts';

/** Milliseconds from noon in UTC, and the signal told then, if one was. */
type Told = readonly [at: number, name?: string, of?: string | null, value?: number];
/** What a rule listens to, what is told, and when and by which of its entries it is asked. */
type Row = readonly [
  name: string,
  on: readonly Listen[],
  signals: readonly Told[],
  asked: readonly (readonly [at: number, entry: number])[],
];
const rows = readVectors('listening.json') as readonly Row[];

const inputs = (signals: readonly Told[]) =>
  signals.map(([at, name, of, value]) => ({
    now: T0 + at,
    ...(name !== undefined && {
      signal: { name, ...(typeof of === 'string' && { of }), ...(value !== undefined && { value }) },
    }),
  }));

const askedIn = ({ seen }: ReturnType<typeof play>) =>
  seen.flatMap(({ decisions }) => decisions.map(({ trace }) => [trace.at - T0, trace.entry]));

describe('what a rule listens to', () => {
  it.each(rows)('%s', (_name, on, signals, asked) => {
    expect(askedIn(play(makeEngine(makeRule('only', { on })), inputs(signals)))).toEqual(asked);
  });

  /** Within one visit however often a page is loaded: otherwise that would rightly make the visit longer. */
  const short = rows.filter(([, , signals]) => (signals.at(-1)?.[0] ?? 0) < 30 * MINUTE);

  it.each(short)('%s: also when the page was left before each', (_name, on, signals, asked) => {
    const engine = makeEngine(makeRule('only', { on }));
    let state = engine.start(undefined, T0);
    const told = inputs(signals).flatMap((input) => {
      state = engine.start(thaw(engine.save(state)), input.now);
      const result = engine.step(state, input);
      ({ state } = result);
      return result.decisions.map(({ trace }) => [trace.at - T0, trace.entry]);
    });
    expect(told).toEqual(asked);
  });

  it('rows have a name each', () => {
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });
});
