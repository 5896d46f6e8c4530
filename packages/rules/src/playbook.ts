import type { FactValue } from './types.ts';

/*
 * A playbook and what it is made of: what a retailer writes. Plain data, and public: browsers download it.
 */

/** The operators that a whole fact or an element of a list can be held against: MongoDB's query operators with their documented meaning, and `$glob`. */
export interface Operators {
  readonly $eq?: FactValue;
  readonly $ne?: FactValue;
  readonly $lt?: number | string;
  readonly $lte?: number | string;
  readonly $gt?: number | string;
  readonly $gte?: number | string;
  readonly $in?: readonly (string | number | boolean)[];
  readonly $nin?: readonly (string | number | boolean)[];
  readonly $all?: readonly (string | number)[];
  readonly $size?: number;
  /** Operators for a list of plain values, a condition over the fields for a list of items. */
  readonly $elemMatch?: Operators | Condition;
  readonly $exists?: boolean;
  readonly $type?: 'string' | 'number' | 'bool' | 'array' | 'object';
  /** A regular expression that runs in time linear in the text: checked when the playbook is published. Finds anywhere unless anchored. */
  readonly $regex?: string;
  /** For `$regex` beside it: `i` ignores case. */
  readonly $options?: 'i' | '';
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

/** Which signals are meant. */
export interface Match {
  readonly signal: string;
  /** Only of this kind. Default: any. */
  readonly of?: string;
  /** Only when its value comes to this from below (75 is reached once by 40, 80, 90 on one page). Default: any. */
  readonly atLeast?: number;
}

/** What makes a rule be judged: one signal, its N-th time, or several in order. Each entry of `on` stands for itself. */
export interface Listen extends Partial<Match> {
  /** The signals that must come in this order, others may lie between. Instead of `signal`. */
  readonly flow?: readonly Match[];
  /** The N-th time, and again after N more. Default 1. With `signal` only. */
  readonly count?: number;
  /** The first and the last of `flow` or `count` lie at most this far apart. Milliseconds; default: within the visit. */
  readonly withinMs?: number;
  /** Any of these in between starts the flow or the counting anew, and ends the waiting. */
  readonly without?: readonly Match[];
  /**
   * Wait this long afterwards and fire only if `when` holds from then to there. Milliseconds, default 0.
   * With a signal of dwelling (`page_dwell`, `section_dwell`, …) it is how long that must last; the condition is then looked at only at its end.
   */
  readonly afterMs?: number;
  /** With `clock` only: the site's local time, `HH:MM`. */
  readonly at?: string;
}

/** Up to `times` within `days`. */
export interface Quota {
  /** 1 to 20 for a rule of its own, 1 to 40 over all rules. */
  readonly times: number;
  /** 1 to 90. */
  readonly days: number;
}

export interface RuleLimits {
  /** How often this rule may invite within one visit. Default 1. */
  readonly perVisit?: number;
  /** How often this rule may invite one visitor. Default: no limit of its own. */
  readonly perVisitor?: Quota;
}

/** `mon` … `sun`. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A weekly pattern in the playbook's time zone. */
export interface Hours {
  /** Default: every day. */
  readonly weekdays?: readonly Weekday[];
  /** `HH:MM`, included. Default `00:00`. */
  readonly from?: string;
  /** `HH:MM`, not included; `24:00` is the day's end. Earlier than `from`: the day after. Default `24:00`. */
  readonly to?: string;
}

/** When a rule may invite, in the playbook's time zone. All that is given must be so. */
export interface Schedule {
  /** First local day, `YYYY-MM-DD`. */
  readonly firstDay?: string;
  /** Last local day, included. */
  readonly lastDay?: string;
  /** One of these. */
  readonly hours?: readonly Hours[];
}

/** A rule that is part of a comparison. */
export interface Audience {
  readonly experiment: string;
  /** Which arms it invites. Default: every arm that is no holdout. Visitors of a holdout arm are held out, in whichever rule of the experiment. */
  readonly arms?: readonly string[];
}

export interface Arm {
  readonly id: string;
  /** Percent of visitors, in hundredths at the finest. All shares of an experiment are 100 together. */
  readonly share: number;
  /** Gets nothing, and is compared with. Default false. */
  readonly holdout?: boolean;
}

/** A comparison of arms. A visitor's arm is drawn by stable hash of visitor and experiment's id: the same in browser and server, forever. */
export interface Experiment {
  readonly id: string;
  readonly arms: readonly Arm[];
}

export interface InvitationTemplate {
  /** How it appears. `card`, in the corner, is the default. `inline`: in the page's `data-tillside-slot`, a card where none is in view and large enough. */
  readonly form?: 'card' | 'bubble' | 'bar' | 'inline';
  /** Reserve a named rep (true: face and first name are shown) or show the team (false). Default true. */
  readonly held?: boolean;
  /**
   * Text by BCP 47 language; `en` is the fallback. Variables: `{rep}` `{team}` `{site}` `{cart}` (the cart's value, written out), each with
   * words to use instead where it is not known: `{cart|your cart}`.
   */
  readonly text: Readonly<Record<string, string>>;
  /** An offer of the site, by its opaque id. Never a code or a value. The relay opens it when the invitation is granted. */
  readonly offer?: string;
  /** What the rep must know, by the site's own words (`fitting`, `fr`). Default: nothing. */
  readonly skills?: readonly string[];
  /** A team of the site's route that is asked before the others. Default: the route's own order. */
  readonly team?: string;
  /** What the conversation will be about. One about an existing order is never a saved cart. Default: not known. */
  readonly reason?: 'sales' | 'order' | 'other';
  /** From the decision to the card. Milliseconds, default 0, at most 8,000. */
  readonly delayMs?: number;
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
  /** Default: always. */
  readonly schedule?: Schedule;
  /** Default: everybody. */
  readonly audience?: Audience;
  readonly invite: InvitationTemplate;
}

export interface PlaybookLimits {
  /** Invitations per visit over all rules. Default 2. */
  readonly perVisit?: number;
  /** Invitations per visitor over all rules. Default: 40 in 90 days, which is also the most. */
  readonly perVisitor?: Quota;
  /** Pages on which nothing invites: globs over `page.path`. Default none. */
  readonly neverOn?: readonly string[];
  /** How long a "no, thanks" binds, in days. Default 180, never under 30. */
  readonly declinedDays?: number;
  /** Quiet time after a dismissed or timed-out invitation. Milliseconds, default 1,800,000. */
  readonly quietAfterDismissMs?: number;
  /** Quiet time after a conversation. Milliseconds, default 86,400,000. */
  readonly quietAfterConversationMs?: number;
  /** Quiet time after an order. Milliseconds, default 86,400,000. */
  readonly quietAfterOrderMs?: number;
}

/** One published, immutable set of rules. What is in here is public: browsers download it. */
export interface Playbook {
  /** The content's hash; the relay computes it at publish time. */
  readonly version: string;
  /** IANA name of the time zone of `schedule`, `open`, `clock`, `site.hour` and `site.weekday`. Default `UTC`. */
  readonly timeZone?: string;
  /** When the shop's reps are there: what `site.open` tells. Default: not known. */
  readonly open?: readonly Hours[];
  /** Local days on which `site.open` is false all day, `YYYY-MM-DD`. */
  readonly closedOn?: readonly string[];
  readonly limits?: PlaybookLimits;
  readonly experiments?: readonly Experiment[];
  /** On which pages the round button is: those where the condition holds as the page comes. Default: all. A conversation under way keeps it. */
  readonly launcher?: { readonly when: Condition };
  readonly rules: readonly Rule[];
}
