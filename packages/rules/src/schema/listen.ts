import { z } from 'zod';
import { SIGNALS } from '../catalogue/index.ts';
import { described, durationMs, list, oneOf, optional, strict, text, timeOfDay, whole } from './fields.ts';
import { listenStructure, matchStructure, signalStructure } from './json-schema/listen.ts';
import { kindOf } from './problems.ts';

const HOUR_MS = 3_600_000;

const signal = oneOf([...SIGNALS.keys()], 'signal').meta({ id: 'signal', ...signalStructure });
const atLeast = z
  .number({ error: ({ input }) => `expected a number, got ${kindOf(input)}` })
  .refine((value) => value > 0 && value <= 1e9, { error: 'expected a number above 0, up to 1000000000' })
  .meta({ exclusiveMinimum: 0, maximum: 1e9 });

const kindOnly = () => optional(text(64), 'Only of this kind: what it tells is said with each signal. Left out: any.');
const valueOnly = () =>
  optional(atLeast, 'Only when the signal’s value comes to this from below. For signals that have a value.');

/** One of several signals: in a flow, or in `without`. */
export const match = strict({
  signal: described(signal, 'What happens in the page.'),
  of: kindOnly(),
  atLeast: valueOnly(),
}).meta({ id: 'match', ...matchStructure });

/** One entry of `on`. What its keys allow each other is in listen-check.ts. */
export const listen = strict({
  signal: optional(signal, 'What happens in the page. Or `flow`.'),
  of: kindOnly(),
  atLeast: valueOnly(),
  flow: optional(list(match, 2, 5), 'These signals in this order; others may lie between. Instead of `signal`.'),
  count: optional(whole(1, 20), 'The N-th time, and again after N more. With `signal`.', 1),
  withinMs: optional(
    durationMs(1_000, 24 * HOUR_MS),
    'The first and the last of `flow` or `count` lie at most this far apart. Left out: within the visit.',
  ),
  without: optional(
    list(match, 1, 5),
    'Any of these in between starts the flow or the counting anew, and ends the waiting.',
  ),
  afterMs: optional(
    durationMs(0, HOUR_MS),
    'Wait this long afterwards, and fire only if `when` holds from then to there. With a signal of dwelling: how long it must last.',
    0,
  ),
  at: optional(timeOfDay('18:30'), 'With `clock`: the local time, in the playbook’s time zone.'),
}).meta({ id: 'listen', ...listenStructure });
