import type { CompiledRule, Program } from './program.ts';
import type { Match } from './playbook.ts';
import type { Signal } from './types.ts';

/** What ends a wait: `_isSame` asks whether its kind is that of the signal which began it; absent: whatever its kind. */
export interface Stop extends Match {
  readonly _isSame?: boolean;
}

/** What an entry of `on` waits for beyond one signal. */
export interface Timing {
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

/** One entry of a rule's `on`. */
export interface Listener {
  readonly _rule: CompiledRule;
  readonly _entry: number;
  /** What a trace says that asked. */
  readonly _name: string;
  /** Nothing: the signal alone asks, at once. */
  readonly _timing: Timing | undefined;
}

/** Who listens to a signal, the strongest rule first. */
export interface Hook {
  readonly _listeners: readonly Listener[];
  /** All of them are asked by it at once; then each rule is there once. */
  readonly _isPlain: boolean;
}

const NOBODY: Hook = { _listeners: [], _isPlain: true };

export function hookOf({ _hooks }: Program, { name, of = '' }: Signal): Hook {
  const kinds = _hooks.get(name);
  return kinds?.get(of) ?? kinds?.get('') ?? NOBODY;
}
