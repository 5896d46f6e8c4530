/**
 * The vocabulary of the rule engine. Plain data in, plain data out: nothing here may hold a function, a clock or a DOM node.
 *
 * Facts are a flat record of dotted names (`cart.value`), because a change is then one key and a condition's path is one lookup.
 */

/** A value a fact can have. Absent facts are missing keys, never `null`. */
export type FactValue = string | number | boolean | readonly (string | number)[];

/**
 * What conditions look at, by dotted name. The names the widget fills in today:
 *
 * | fact | meaning |
 * | --- | --- |
 * | `page.url` `page.path` `page.title` `page.type` | the page; `type` is `home`, `list`, `product`, `cart`, `checkout`, `confirmation` or `other` |
 * | `visit.pages` `visit.number` `visit.device` `visit.language` | pages seen in this visit, which visit it is, `desktop` / `phone` / `tablet`, BCP 47 |
 * | `cart.value` `cart.currency` `cart.quantity` `cart.skus` | value in minor units of `cart.currency` (ISO 4217), number of pieces |
 * | `checkout.step` | 1 … n inside the checkout, absent outside |
 * | `visitor.conversations` `visitor.orders` | how many this visitor had with this site |
 * | `reps.availability` | `now`, `soon` or `none`: the band the relay published |
 */
export type Facts = Readonly<Record<string, FactValue>>;

/** Something the widget observed in the page. */
export interface Signal {
  /** `exit_intent`, `begin_checkout`, `page_view`, … (GA4's names where GA4 has one). */
  readonly name: string;
}

/** A comparison of one fact: MongoDB's query operators. */
export interface Operators {
  readonly $eq?: FactValue;
  readonly $ne?: FactValue;
  readonly $lt?: number | string;
  readonly $lte?: number | string;
  readonly $gt?: number | string;
  readonly $gte?: number | string;
  readonly $in?: readonly (string | number | boolean)[];
  readonly $nin?: readonly (string | number | boolean)[];
  readonly $exists?: boolean;
  /** A URL glob: `*` within one path segment, `**` across segments. */
  readonly $glob?: string;
  readonly $not?: Operators;
}

/** A condition: every key must hold. `{}` always holds. */
export type Condition =
  | { readonly $and: readonly Condition[] }
  | { readonly $or: readonly Condition[] }
  | { readonly $nor: readonly Condition[] }
  | { readonly [fact: string]: FactValue | Operators | readonly Condition[] };

export interface Listen {
  readonly signal: string;
  /** Wait this long after the signal and fire only if `when` holds from then to there. Milliseconds, default 0. */
  readonly afterMs?: number;
}

export interface RuleLimits {
  /** How often this rule may invite within one visit. Default 1. */
  readonly perVisit?: number;
}

export interface InvitationTemplate {
  /** Reserve a named rep (true: face and first name are shown) or show the team (false). Default true. */
  readonly held?: boolean;
  /** Text by BCP 47 language, with the variables `{rep}` and `{site}`. `en` is the fallback. */
  readonly text: Readonly<Record<string, string>>;
  /** An offer of the site, by its opaque id. Never a code or a value. */
  readonly offer?: string;
  /** How long the invitation stays and the rep's slot is held. Milliseconds, default 60,000. */
  readonly timeToLiveMs?: number;
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  /** Default true. */
  readonly enabled?: boolean;
  readonly on: readonly Listen[];
  /** Default: always. */
  readonly when?: Condition;
  /** The cart is in danger when this rule fires: an order after it is *saved*, not merely *assisted*. Default false. */
  readonly atRisk?: boolean;
  /** Deeper wins, and after one invitation only a deeper one may follow within 24 h. Default 0. */
  readonly funnel?: number;
  /** Among rules of one funnel level the higher wins. Default 0. */
  readonly priority?: number;
  readonly limits?: RuleLimits;
  readonly invite: InvitationTemplate;
}

/** One published, immutable set of rules. What is in here is public: browsers download it. */
export interface Playbook {
  /** The content's hash; the relay computes it at publish time. */
  readonly version: string;
  readonly limits?: {
    /** Invitations per visit over all rules. Default 2. */
    readonly perVisit?: number;
    /** How long a "no, thanks" binds, in days. Default 180, never under 30. */
    readonly declinedDays?: number;
    /** Quiet time after a dismissed or timed-out invitation. Milliseconds, default 1,800,000. */
    readonly quietAfterDismissMs?: number;
    /** Quiet time after a conversation. Milliseconds, default 86,400,000. */
    readonly quietAfterConversationMs?: number;
    /** Quiet time after an order. Milliseconds, default 86,400,000. */
    readonly quietAfterOrderMs?: number;
  };
  readonly rules: readonly Rule[];
}

/**
 * What became of an invitation, told back to the engine so that limits hold.
 *
 * Every decision to invite wants `shown` or `withheld` (the relay had no capacity, or the visitor's pointer came back): until then, for 10 s at most,
 * nothing else is decided. Every `shown` wants its end: `accepted`, `declined`, `dismissed`, `timed_out` or `withdrawn`.
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
  | 'condition'
  | 'disabled'
  | 'on_screen'
  | 'in_conversation'
  | 'declined'
  | 'quiet'
  | 'rule_limit'
  | 'visit_limit'
  | 'funnel'
  | 'outranked';

/**
 * The compact record of one decision: which leaves held and what they saw. Expanded into sentences only by `explain`.
 * `bits` has one character a leaf of the rule, in document order: `1` held, `0` did not, `-` not looked at.
 */
export interface Trace {
  readonly rule: string;
  readonly signal: string;
  readonly at: number;
  readonly bits: string;
  readonly values: readonly (FactValue | null)[];
  readonly reason?: SuppressReason;
}

export type Decision =
  | { readonly kind: 'invite'; readonly rule: string; readonly trace: Trace; readonly losers: readonly Trace[] }
  | { readonly kind: 'suppress'; readonly rule: string; readonly reason: SuppressReason; readonly trace: Trace };

/** Plain JSON; survives a page load. Opaque to everybody but the engine. */
export interface SavedState {
  readonly v: 1;
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
