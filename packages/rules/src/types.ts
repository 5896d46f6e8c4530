/**
 * The vocabulary of the rule engine. Plain data in, plain data out: nothing here may hold a function, a clock or a DOM node.
 *
 * Facts are a flat record of dotted names (`cart.value`), because a change is then one key and a condition's path is one lookup.
 * Which names there are, what each means and who fills it in is in `catalogue/`; docs/rules.md is made from it.
 */

/** One element of a list fact such as `cart.items`: looked at by `$elemMatch`. */
export type FactItem = Readonly<Record<string, string | number | boolean>>;

/** A value a fact can have. Absent facts are missing keys, never `null`. */
export type FactValue = string | number | boolean | readonly (string | number | FactItem)[];

export type Facts = Readonly<Record<string, FactValue>>;

/** Something the widget observed in the page. */
export interface Signal {
  /** `exit_intent`, `begin_checkout`, `page_view`, … (GA4's names where GA4 has one). */
  readonly name: string;
  /** What kind of it: the page's type of a `page_view`, `pointer` or `touch` of an `exit_intent`, the section, the step, the name of a `custom` event. */
  readonly of?: string;
  /** How much of it, where there is a how much: percent of `scroll_depth`, milliseconds of `idle`, times of `field_edited`. */
  readonly value?: number;
}

/**
 * What became of an invitation, told back to the engine so that limits hold.
 *
 * Every decision to invite wants `shown` or `withheld` (the relay had no capacity, or the visitor's pointer came back): until then, for 10 s at most
 * (and the rule's `delayMs`), nothing else is decided. Every `shown` wants its end: `accepted`, `declined`, `dismissed`, `timed_out` or `withdrawn`.
 * Conversations and orders are told whether or not a rule had to do with them.
 */
export type Outcome =
  | 'shown'
  | 'accepted'
  | 'declined'
  | 'dismissed'
  | 'timed_out'
  | 'withheld'
  | 'withdrawn'
  | 'conversation_opened'
  | 'conversation_ended'
  | 'ordered';

export interface StepInput {
  /** Milliseconds since the epoch. The engine has no clock of its own. */
  readonly now: number;
  readonly signal?: Signal;
  /** Facts that changed; `undefined` removes one. */
  readonly facts?: Readonly<Record<string, FactValue | undefined>>;
  readonly outcome?: { readonly rule?: string; readonly outcome: Outcome };
}

/** Why a rule that was asked did not invite. */
export type SuppressReason =
  | 'disabled'
  | 'schedule'
  | 'audience'
  | 'condition'
  | 'page'
  | 'on_screen'
  | 'in_conversation'
  | 'declined'
  | 'quiet'
  | 'rule_limit'
  | 'visit_limit'
  | 'visitor_limit'
  | 'funnel'
  | 'outranked';

/** What a trace keeps of a value: a long text is cut and ends in `…`, of a list only its length is kept (as `#3`). */
export type TraceValue = string | number | boolean | null;

/** What the limits stood at: invitations shown in this visit, by this rule in this visit, to this visitor within the quota's days, deepest funnel level of the last 24 h (-1: none). */
export type TraceLimits = readonly [visit: number, rule: number, visitor: number, level: number];

/** The compact record of one decision: which leaves held and what they saw. Expanded into sentences only by `explain`. */
export interface Trace {
  readonly rule: string;
  /** The entry of the rule's `on` that asked, from 0. */
  readonly entry: number;
  /** The signal that asked last; empty: time alone. */
  readonly signal: string;
  readonly at: number;
  /** One character a leaf of the rule, in document order: `1` held, `0` did not, `-` not looked at. */
  readonly bits: string;
  /** What each fact of the rule was, in the order in which the rule first names it; `null`: it was not there. */
  readonly values: readonly TraceValue[];
  readonly limits: TraceLimits;
  /** The visitor's arm, where the rule has an audience. */
  readonly arm?: string;
  readonly reason?: SuppressReason;
  /** The other rules that were asked at the same moment, strongest first, eight at most. Only of the one that won. */
  readonly losers?: readonly (readonly [rule: string, reason: SuppressReason])[];
}

/**
 * `hold_out`: the rule would invite, but the visitor is in an arm that gets nothing. It counts for the limits as an invitation that was shown
 * (or lift would compare visitors that were asked once with some that were asked thrice); nothing comes on screen.
 */
export type Decision =
  | { readonly kind: 'invite'; readonly rule: string; readonly trace: Trace }
  | { readonly kind: 'hold_out'; readonly rule: string; readonly trace: Trace }
  | { readonly kind: 'suppress'; readonly rule: string; readonly reason: SuppressReason; readonly trace: Trace };

/** Plain JSON; survives a page load. Opaque to everybody but the engine. */
export interface SavedState {
  readonly v: 2;
  readonly [key: string]: unknown;
}

export interface StepResult<State> {
  readonly state: State;
  readonly decisions: readonly Decision[];
  /** The next instant at which `step` must be called even if nothing happens; absent: never. */
  readonly wakeAt: number | undefined;
  /** Some rule lacks nothing but its signal (or its waiting time): the time to have the invitation's code ready. */
  readonly isArmed: boolean;
}

export interface Engine<State> {
  /** A page was loaded: a fresh visit, or the state that `save` gave. A state of another playbook version keeps its limits and drops its timers. */
  start(saved: SavedState | undefined, now: number): State;
  /**
   * One thing that happened, or nothing but time. Within a step the outcome counts first, then a page load, then facts, then the signal and ended waits.
   * The first step after `start` carries the new page's facts, `undefined` for those it does not have: what the last page told counts until then.
   */
  step(state: State, input: StepInput): StepResult<State>;
  /**
   * Takes over what another tab of this visitor saved: what was shown and answered there counts here too. Waits and facts stay this tab's own
   * (`start` would take the other's). What is no whole saved state changes nothing. Step afterwards: limits may have changed.
   */
  adopt(state: State, saved: SavedState | undefined): State;
  save(state: State): SavedState;
}
