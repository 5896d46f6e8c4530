import type { LeafOperator } from '../../trace/leaves.ts';
import type { SuppressReason } from '../../types.ts';

/** Whether a condition was as the rule wants it; `open`: nobody looked. */
export type Verdict = 'held' | 'failed' | 'open';

/**
 * What was seen: a value, the start of a text (the rest was cut), a list of which only the length is known, nothing because there was none,
 * nothing because it was not stored for want of room, nothing because nobody looked.
 */
export interface Seen {
  readonly how: 'value' | 'start' | 'list' | 'nothing' | 'lost' | 'notLooked';
  /** Written out; empty where there is nothing. */
  readonly value: string;
}

/** One of the limits: how often it was and how often it may be. `most` is unknown where the playbook is not at hand. */
export interface Stood {
  readonly stood: string;
  readonly most?: string | undefined;
}

/**
 * Everything `explain` says in one language. A template's `{name}` is filled in. Plain tables where the catalogue has a list, so that a missing word is found by
 * comparing keys; functions where a language has a grammar.
 */
export interface Words {
  /** By the catalogue's names. `{name}`: the shop's own part of the name. */
  readonly facts: Readonly<Record<string, string>>;
  /** The fields of `cart.items`. */
  readonly fields: Readonly<Record<string, string>>;
  /** The values of closed lists and flags, by fact (or by its family: `reps.teams.*`). */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `value` is already written out. Each goes on after “had to be ”. */
  readonly operators: Readonly<Record<LeafOperator, (value: string) => string>>;
  readonly types: Readonly<Record<'string' | 'number' | 'bool' | 'array' | 'object', string>>;
  readonly known: string;
  readonly unknown: string;
  readonly ignoringCase: (wanted: string) => string;
  /** Inside `$elemMatch`. */
  readonly not: (wanted: string) => string;
  readonly noneOf: (wanted: string) => string;
  readonly entries: (count: number, written: string) => string;
  /** After “within”. */
  readonly days: (count: number, written: string) => string;
  readonly emptyList: string;
  /** A list that must be the very same. */
  readonly wholeList: (entries: string) => string;
  readonly true: string;
  readonly false: string;
  readonly minorUnits: (value: string) => string;
  readonly quoted: (text: string) => string;

  readonly leaf: (fact: string, isNegated: boolean, wanted: string, seen: Seen, verdict: Verdict) => string;
  readonly alternative: (sentence: string) => string;
  /** Alone in a table, `{value}` filled in. */
  readonly seen: Readonly<Record<Seen['how'], string>>;

  /**
   * What a signal is, as a noun: `exit_intent`; of a kind: `exit_intent:touch`, or `custom:*` with `{of}` (`{page}` for kinds of pages);
   * with an amount it comes to: `scroll_depth>` with `{amount}`. Dwelling has `{duration}`.
   */
  readonly signals: Readonly<Record<string, string>>;
  /** For `{page}`. */
  readonly pages: Readonly<Record<string, string>>;
  readonly timeAlone: string;
  readonly nth: (signal: string, count: number) => string;
  /** The same of dwelling. */
  readonly nthLasting: (signal: string, count: number) => string;
  readonly within: (cause: string, duration: string) => string;
  readonly later: (cause: string, duration: string) => string;
  readonly flow: (signals: readonly string[]) => string;
  readonly without: (cause: string, signals: string) => string;
  readonly otherSignal: (name: string) => string;

  readonly outcome: (cause: string, result: string) => string;
  readonly invited: string;
  readonly heldOut: string;
  /** In an arm, and nobody said whether it is a holdout. */
  readonly allowed: string;
  readonly reasons: Readonly<
    Record<Exclude<SuppressReason, 'rule_limit' | 'visit_limit' | 'visitor_limit' | 'funnel'>, string>
  >;
  readonly ruleLimit: (limit: Stood) => string;
  readonly ruleQuota: (limit: Stood, days: string) => string;
  readonly visitLimit: (limit: Stood) => string;
  readonly visitorLimit: (limit: Stood, days: string | undefined) => string;
  readonly funnel: (level: string, own: string) => string;

  readonly limits: {
    readonly visit: string;
    readonly rule: string;
    readonly visitor: (days: string | undefined) => string;
    readonly level: string;
    readonly noLevel: string;
    readonly stood: (limit: Stood) => string;
    readonly levelStood: (level: string, own: string) => string;
    /** The names above with how they stood, as one sentence. */
    readonly sentence: (limits: readonly (readonly [name: string, stood: string])[]) => string;
  };
  readonly arm: (experiment: string, arm: string, isHoldout: boolean | undefined) => string;
  readonly losers: {
    /** Why another rule that was asked did not win. Shown beside its name. */
    readonly reasons: Readonly<Record<SuppressReason, string>>;
    readonly sentence: (name: string, reason: string) => string;
  };
  readonly mismatch: (rule: string) => string;
}
