import type { CompiledRule } from './program.ts';
import type { Listen, Match, Signal } from './types.ts';

/** What ends a wait: `_isSame` asks whether its kind is that of the signal which began it; absent: whatever its kind. */
export interface Stop extends Match {
  readonly _isSame?: boolean;
}

/** One entry of a rule's `on`. */
export interface Listener {
  readonly _rule: CompiledRule;
  readonly _entry: number;
  /** What a trace says that asked. */
  readonly _name: string;
  /** In this order; a signal that counts N times is there N times. */
  readonly _steps: readonly Match[];
  readonly _stops: readonly Stop[];
  readonly _withinMs: number;
  /** 0: at once. */
  readonly _afterMs: number;
  /** The condition is looked at only at the end of the wait. */
  readonly _isDwell: boolean;
  readonly _at: string | undefined;
}

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

export function compileListen(listen: Listen, rule: CompiledRule, entry: number): Listener {
  const { signal = '', flow, count = 1, withinMs = Infinity, without = [], afterMs = 0, at } = listen;
  const dwell = Object.hasOwn(DWELLS, signal) ? DWELLS[signal] : undefined;
  const [begin = signal, ...stops] = dwell ?? [];
  const steps = flow ?? Array.from({ length: count }, () => ({ ...listen, signal: begin }));
  return {
    _rule: rule,
    _entry: entry,
    _name: signal || (steps.at(-1)?.signal ?? ''),
    _steps: steps,
    _stops: [...stops, ...without],
    _withinMs: withinMs,
    _afterMs: afterMs,
    _isDwell: !!dwell,
    _at: at,
  };
}

/** @param last the value of the last signal of this name and kind on this page */
export const isMatch = ({ of, atLeast }: Match, { of: kind, value = Number.NaN }: Signal, last = Number.NaN): boolean =>
  (of === undefined || of === kind) &&
  // Comes from below: the last one was under it, or was no less than this one and so belongs to another climb.
  (atLeast === undefined || (value >= atLeast && !(last >= atLeast && last < value)));
