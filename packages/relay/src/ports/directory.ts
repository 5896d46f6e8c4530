import type { FileType, PreChat } from '@tillside/protocol';
import type { NowMs } from './common.ts';
import type { Reason } from './conversations.ts';

/** How often an offer may be given; the relay counts. */
export interface OfferLimits {
  /** To one visitor, ever. Default 1. */
  readonly perVisitor?: number;
  /** To all visitors in one day of UTC. Default: no limit. */
  readonly perDay?: number;
}

export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly code?: string;
  readonly limits?: OfferLimits;
  readonly isEnabled: boolean;
}

/** The bounty by the order's value: the last tier whose `from` is at most the value. Minor units. */
export interface Tariff {
  readonly currency: string;
  readonly tiers: readonly { readonly from: number; readonly bounty: number }[];
  /** How long after the engagement an order still counts. */
  readonly windowMs: number;
}

/** Who gets it is drawn by stable hash of visitor and version: who got it at 10 % keeps it at 50 %. */
export interface Rollout {
  readonly version: string;
  readonly percent: number;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/**
 * A stretch of some days by the clock on the wall, `HH:MM` up to `24:00`; `to` itself is not part of it. Where `to` is not after `from` it
 * ends on the day after.
 */
export interface WeekSpan {
  /** The days it begins on. */
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** A day unlike its weekday: open from `from` to `to`, or not at all where they are left out. */
export interface Holiday {
  /** `YYYY-MM-DD`, by the wall. */
  readonly date: string;
  readonly from?: string;
  readonly to?: string;
}

/** When somebody is there, by the clock on a wall of `timeZone`. Both changes of summer time are the zone's. */
export interface Hours {
  /** IANA, as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly week: readonly WeekSpan[];
  readonly holidays?: readonly Holiday[];
}

/** Reps who are on in a stretch of the week. */
export interface Shift extends WeekSpan {
  readonly reps: readonly string[];
}

/** One rep's one day unlike the week: not on, on around the clock, or from `from` to `to`. */
export interface ShiftException {
  readonly date: string;
  readonly rep: string;
  readonly on: boolean | { readonly from: string; readonly to: string };
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly kind: 'dedicated' | 'shared';
  /** Conversations one rep takes at once. */
  readonly capacity: number;
  /** How long it rings at one rep. */
  readonly ringTimeoutMs: number;
  /** A ring is answered by itself: the conversation is the rep's at once. Default no. */
  readonly acceptsAutomatically?: boolean;
  /** How long a resolved conversation still holds its slot, for the rep's notes. Default 0. */
  readonly wrapUpMs?: number;
  /** After so many rings in a row that a rep let pass, the rep is away. 0: never. Default 2. */
  readonly pauseAfterMissed?: number;
  /** Conversations by message one rep owns at once. Default 50. */
  readonly byMessageLimit?: number;
  /** Default always. */
  readonly hours?: Hours;
  /** Who is on, in the zone of `timeZone`. Default: whoever is available. */
  readonly shifts?: readonly Shift[];
  readonly shiftExceptions?: readonly ShiftException[];
  /** IANA zone of the shifts. Default the zone of `hours`, else UTC. */
  readonly timeZone?: string;
}

export interface RouteStep {
  readonly team: string;
  /** Wait in the queue after which this team is asked as well; 0 for the first. */
  readonly afterMs: number;
  /** When this site's visitors are put before the team: within the team's own hours. Default those. */
  readonly hours?: Hours;
  /** This site's contracted share of a shared team's turns, against the other sites'. Default 1. */
  readonly share?: number;
}

/** Whom conversations of one reason go to. */
export interface ReasonRoute {
  /** A team of the route, asked before the others. */
  readonly team?: string;
  /** What the rep must know. */
  readonly skills?: readonly string[];
  /** Answers to a question before a chat that mean this reason. */
  readonly answers?: readonly string[];
  /** Paths of pages on which a chat that begins is about this; `*` at the end stands for the rest. */
  readonly pages?: readonly string[];
}

/** Everything a shop is, as its site file says. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  /** Exact origins (scheme, host, port) that may connect. */
  readonly origins: readonly string[];
  /** The first is the default. BCP 47. */
  readonly locales: readonly string[];
  readonly currency: string;
  readonly accent: string;
  readonly privacyUrl?: string;
  readonly isEnabled: boolean;
  readonly route: readonly RouteStep[];
  readonly offers: readonly Offer[];
  readonly tariff: Tariff;
  readonly dispositions: readonly string[];
  /** Words the shop wants of its own, by key of the widget's string table. */
  readonly texts: Readonly<Record<string, string>>;
  /** Keys of an address's query that may be seen besides `utm_*`. Default none. */
  readonly queryKeys?: readonly string[];
  readonly greeting?: string;
  /** Days a conversation is kept. Default 180. */
  readonly keepDays?: number;
  /** Days that recorded visits and traces of decisions are kept. Default 30, and never longer than conversations. */
  readonly keepVisitDays?: number;
  /** Invitations before consent. Default no. */
  readonly invitationsBeforeConsent?: boolean;
  /** Reps see what is being typed. Default no. */
  readonly livePreview?: boolean;
  /** What may be sent as a file; `false`: nothing. Default pictures and PDF up to 10 MB. */
  readonly files?: SiteFiles | false;
  readonly preChat?: PreChat;
  /** Where the visitor's credential is kept in a first-party cookie. */
  readonly rememberUrl?: string;
  /** An active conversation that waits so long for the visitor goes on by message. Default 300,000. */
  readonly idleMs?: number;
  /** Within which time a rep's first word is promised live. Default 10,000. */
  readonly replyTargetMs?: number;
  /** How sure that must be for an invitation, over 0 and up to 1. Default 0.9. */
  readonly replyChance?: number;
  /** Within which time the first answer by message is promised. Default 4 hours. */
  readonly messageTargetMs?: number;
  /** How long a returning visitor waits for a last rep who is busy before anybody else is rung. Default 0: not at all. */
  readonly lastRepWithinMs?: number;
  /** Which team, and which skills, a conversation about this asks for. Default none. */
  readonly reasons?: Readonly<Partial<Record<Reason, ReasonRoute>>>;
  /** Teams that are not on the route and that a rep may give a conversation to. Default none. */
  readonly transferTo?: readonly string[];
  /** Who goes first in this site's queue: who waits longest, or whose cart is worth most. Default `wait`. */
  readonly favors?: 'wait' | 'value';
  /** SHA-256 of the secret keys that may call `POST /v1/orders`, hex. Not in the site file. */
  readonly secretKeyHashes: readonly string[];
  /** Version of the current playbook. This and the two below are not in the site file. */
  readonly playbook?: string;
  /** The version before it: pages that are still open judge by it, and a rollback goes back to it. */
  readonly previousPlaybook?: string;
  /** A candidate that a share of the visitors gets instead of the current one. */
  readonly rollout?: Rollout;
}

export interface SiteFiles {
  readonly types: readonly FileType[];
  readonly bytes: number;
}

export interface Rep {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'rep' | 'supervisor' | 'admin';
  /** What the rep knows, in the site's own words: a rule may ask for it. Default none. */
  readonly skills?: readonly string[];
  /** Languages the rep writes, as BCP 47 tags. Default any. */
  readonly languages?: readonly string[];
  /** Share of a full rep's conversations, over 0 and up to 1: less for one who is new. Default 1. */
  readonly weight?: number;
  /** argon2id as a PHC string. */
  readonly passwordHash: string;
  readonly isDisabled: boolean;
  /** Picture's content type and bytes as base64; small. */
  /** May visitors see the picture? The rep's own choice. Default yes. */
  readonly showsPicture?: boolean;
  readonly picture?: { readonly type: string; readonly base64: string; readonly version: string };
}

/** The directory whole, as every node keeps it in memory. */
export interface DirectorySnapshot {
  /** Raised by every change. */
  readonly revision: number;
  readonly sites: readonly Site[];
  readonly teams: readonly Team[];
  readonly reps: readonly Rep[];
}

export interface DirectoryChange {
  readonly sites?: readonly Site[];
  readonly teams?: readonly Team[];
  readonly reps?: readonly Rep[];
  /** Playbooks are immutable: publishing one again is no change. `json` is what browsers download. */
  readonly playbooks?: readonly { readonly site: string; readonly version: string; readonly json: string }[];
}

export interface SignIn {
  readonly rep: string;
  readonly at: number;
  readonly expiresAt: number;
}

/** Sites, teams, reps, playbooks and sign-ins: what changes by hand. Small, and whole in one slot. */
export interface DirectoryPort {
  /** Cheap; asked every second by each node where no bell rings. */
  revision(): Promise<number>;
  /** Everything, each kind by id. */
  load(): Promise<DirectorySnapshot>;
  /** Writes everything in one step if the directory is still at `expectedRevision`, and rings the bell `directory`. */
  apply(
    change: DirectoryChange,
    expectedRevision: number,
  ): Promise<{ readonly kind: 'applied'; readonly revision: number } | { readonly kind: 'stale' }>;
  playbook(site: string, version: string): Promise<string | undefined>;

  /** Keys are hashes; the secret itself is never stored. */
  putSignIn(hash: string, signIn: SignIn): Promise<void>;
  signIn(hash: string, nowMs?: NowMs): Promise<SignIn | undefined>;
  revokeSignIn(hash: string): Promise<void>;
  /** All of a rep, and rings `rep/<id>`. */
  revokeSignIns(rep: string): Promise<void>;
  putTicket(
    hash: string,
    ticket: { readonly rep: string; readonly signIn: string },
    livesMs: number,
    nowMs?: NowMs,
  ): Promise<void>;
  /** Single use: whoever takes it first has it. */
  takeTicket(hash: string, nowMs?: NowMs): Promise<{ readonly rep: string; readonly signIn: string } | undefined>;

  /**
   * Counts a failed attempt under each key (account, address) and resolves to how long the slowest of them must wait now: nothing for the first
   * five, then 1 s doubling to 15 minutes, from the last failure on. A key is forgotten an hour after its last failure.
   */
  countFailure(keys: readonly string[], nowMs?: NowMs): Promise<number>;
  /** How long these keys must still wait. Milliseconds. */
  waitMs(keys: readonly string[], nowMs?: NowMs): Promise<number>;
  clearFailures(keys: readonly string[]): Promise<void>;

  /** The relay's own signing secret, made by the first node that asks: 32 random bytes, hex. */
  secret(): Promise<string>;
}
