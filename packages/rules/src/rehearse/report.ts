import type { SuppressReason } from '../index.ts';
import type { Band } from './bands.ts';

/** What one playbook did with one rule. Journeys are counted once, invitations as often as they came. */
export interface RuleFigures {
  /** Journeys in which it invited. */
  readonly invited: number;
  readonly invitations: number;
  /** Journeys in which it would have invited, but for an arm that gets nothing. */
  readonly heldOut: number;
  /** Why it did not invite when it was asked, the most first. Of a moment at which another rule won, eight at most. */
  readonly reasons: readonly (readonly [reason: SuppressReason, count: number])[];
  /** Of those for reason `condition`: where one fact alone stood against it, and which. */
  readonly nearMisses: readonly (readonly [fact: string, count: number])[];
}

export interface RuleReport {
  readonly rule: string;
  readonly name: string;
  /** Not there: the rule is only in the other playbook. */
  readonly next?: RuleFigures;
  readonly against?: RuleFigures;
  /** Journeys it invites and did not invite before, and the other way round. Absent without a playbook to compare with. */
  readonly newly?: number;
  readonly noLonger?: number;
  /** Where the new playbook's invitations came: type of page, address, value of the cart (absent currency: no cart), hour of the day. */
  readonly pageTypes: Breakdown<string>;
  readonly pages: Breakdown<string>;
  readonly carts: Breakdown<Band | undefined>;
  readonly hours: Breakdown<number>;
}

/** What, and how many invitations there. */
export type Breakdown<Key> = readonly (readonly [key: Key, invitations: number])[];

/** Invitations an hour over the hours in which anything happened. */
export interface Load {
  readonly invitations: number;
  readonly mean: number;
  /** Nearest rank. */
  readonly p95: number;
  readonly max: number;
  /** Start of the hour with the most, milliseconds since the epoch. */
  readonly maxAt?: number;
  /** By hour of the day in the playbook's time zone. */
  readonly byHour: readonly { readonly hour: number; readonly mean: number; readonly max: number }[];
  /** Against `capacity`. */
  readonly over?: { readonly hours: number; readonly invitations: number };
  /** Conversations at once, estimated by Little's law. */
  readonly concurrent?: { readonly mean: number; readonly p95: number; readonly max: number };
}

/** What a rehearsal found out. Plain JSON. */
export interface Rehearsal {
  readonly journeys: number;
  readonly steps: number;
  readonly firstAt?: number;
  readonly lastAt?: number;
  /** Hours in which anything happened; figures by hour are over these. */
  readonly hours: number;
  readonly timeZone: string;
  readonly capacity?: number;
  readonly conversations?: Conversations;
  readonly rules: readonly RuleReport[];
  /** Journeys that any rule invited, or held out. */
  readonly all: {
    readonly next: AllFigures;
    readonly against?: AllFigures;
    readonly newly?: number;
    readonly noLonger?: number;
  };
  readonly load: { readonly next: Load; readonly against?: Load };
}

export interface AllFigures {
  readonly invited: number;
  readonly invitations: number;
  readonly heldOut: number;
}

/** How many invitations become conversations, and how long those take. */
export interface Conversations {
  /** 0 to 1. */
  readonly acceptRate: number;
  readonly minutes: number;
}
