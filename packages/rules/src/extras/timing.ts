import type { Timing, Stop } from '../listener.ts';
import type { Listen, Match } from '../playbook.ts';
import type { Signal } from '../types.ts';

/** Signals that the engine tells itself: a step of the checkout began, the visitor left the checkout. */
export const STEP = '$step';
export const LEFT = '$left';

/** What begins each kind of dwelling, and what ends it. The visit itself begins the last two. */
const DWELLS: Readonly<Record<string, readonly [begin: string, ...stops: Stop[]]>> = {
  page_dwell: ['page_view', { signal: 'page_view' }],
  section_dwell: ['section_enter', { signal: 'section_leave', _isSame: true }, { signal: 'page_view' }],
  step_dwell: [STEP, { signal: STEP }, { signal: LEFT }],
  field_stall: [
    'field_filled',
    { signal: 'field_reached', _isSame: false },
    { signal: 'field_filled', _isSame: false },
    { signal: STEP },
    { signal: 'page_view' },
  ],
  site_dwell: [''],
  clock: [''],
};

/** What an entry of `on` waits for beyond one signal; nothing, if there is no more. */
export function timingOf(listen: Listen): Timing | undefined {
  const { signal = '', flow, count = 1, withinMs = Infinity, without = [], afterMs = 0, at } = listen;
  const dwell = DWELLS[signal];
  if (!dwell && !flow && count === 1 && !afterMs && listen.atLeast === undefined) return undefined;
  const [begin = signal, ...stops] = dwell ?? [];
  return {
    _steps: flow ?? Array.from({ length: count }, (): Match => ({ ...listen, signal: begin })),
    _stops: [...stops, ...without],
    _withinMs: withinMs,
    _afterMs: afterMs,
    _isDwell: !!dwell,
    _at: at,
  };
}

/** @param last the value of the last signal of this name and kind on this page */
export const isMatch = (
  { signal, of, atLeast }: Match,
  { name, of: kind, value = Number.NaN }: Signal,
  last = Number.NaN,
): boolean =>
  signal === name &&
  (of === undefined || of === kind) &&
  // Comes from below: the last one was under it, or was no less than this one and so belongs to another climb.
  (atLeast === undefined || (value >= atLeast && !(last >= atLeast && last < value)));
