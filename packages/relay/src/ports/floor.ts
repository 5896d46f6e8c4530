import type { Status } from '@tillside/protocol';
import type { NowMs } from './common.ts';

/** How long a node's word that a rep is connected counts, and how often it gives it. Milliseconds. */
export const presenceLeaseMs = 10_000;
export const presenceRenewMs = 3_000;
/** From the loss of a rep (socket seen closed, or the node's lease over) until the rep's conversations move. Milliseconds. */
export const presenceGraceMs = 20_000;

/** One slot of a rep's capacity, taken by an invitation that promises the rep or by a conversation. */
export interface Claim {
  readonly claim: string;
  readonly rep: string;
  readonly site: string;
  readonly conversation: string;
  /** `held`: promised by an invitation. `unconfirmed`: taken, not yet bound to the conversation's record. `confirmed`: bound. */
  readonly state: 'held' | 'unconfirmed' | 'confirmed';
  /** When somebody must look after it: the invitation's end, the saga's lease, the ring's end. */
  readonly dueAt?: number;
  readonly at: number;
}

export interface Candidate {
  readonly rep: string;
  readonly capacity: number;
  /**
   * How much of a full share of the work falls to this rep: 0 < weight <= 1, default 1, counted in thousandths. A new rep at 0.5 is as occupied with
   * one conversation as another with two, and as long idle after two minutes as another after one. The capacity stays what it is.
   */
  readonly weight?: number;
}

/** Most reps that one ranking names. */
export const rankedAtMost = 16;

export interface RankRequest {
  readonly team: string;
  /** Who may be chosen, from the directory: those of the team who hold the skills. */
  readonly candidates: readonly Candidate[];
  /** First if free. */
  readonly prefer?: string;
  readonly exclude?: readonly string[];
}

export interface Ranking {
  /** The floor's when it was looked at. */
  readonly version: number;
  /** Who would be claimed, the best first; at most `rankedAtMost`. */
  readonly reps: readonly string[];
  /** Why there is none: as `claimRep` would say it. */
  readonly reason?: 'nobody' | 'at_capacity';
}

export interface ClaimRequest extends RankRequest {
  /** Chosen by the caller: asking twice with one claim gives the same answer. */
  readonly claim: string;
  readonly site: string;
  readonly conversation: string;
  readonly state: 'held' | 'unconfirmed';
  readonly dueAfterMs: number;
  /** Another order than the store's own, of reps that `rank` named: the first who is still free is taken, and nobody else. */
  readonly order?: readonly string[];
  /** The ranking's: a floor that moved on since gives nobody (`moved_on`). */
  readonly version?: number;
  /** The claim serves a conversation that waits in this team's queue: in the same step its site's turn is charged, once a claim. */
  readonly serves?: { readonly site: string; readonly share?: number };
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly rep: string; readonly dueAt: number }
  /**
   * `nobody`: no candidate is available and present. `at_capacity`: some are, all are full. `moved_on`: the floor is not at `version` any more,
   * or nobody of `order` is free; rank again.
   */
  | { readonly kind: 'none'; readonly reason: 'nobody' | 'at_capacity' | 'moved_on' };

export interface QueueItem {
  readonly conversation: string;
  readonly site: string;
  /** Order in the queue: earlier first. Kept by the conversation through re-queueing, so that a lost place is the old place. */
  readonly queuedAt: number;
  /**
   * A head start within its site: each step counts as 30 s of waiting (core/queue.ts `headStartMs`). An integer; default 0. Between sites it means
   * nothing, or a site could push in.
   */
  readonly priority?: number;
  /** What the site's contract gives it of this team, beside the other sites' shares. Above 0; default 1. */
  readonly share?: number;
  /**
   * It was at a rep already and came back (no answer, rep lost, handed over): its turn was charged then. It stands at the head, before all who
   * have not been served, and the claim that serves it must not name `serves` again.
   */
  readonly isReturned?: boolean;
  /** By message: whose it is. Counts for that rep's limit. */
  readonly rep?: string;
}

/** A conversation by message that is to become one rep's. */
export interface AssignRequest {
  readonly team: string;
  /** As it lies on the list, but for whose it is. */
  readonly item: Omit<QueueItem, 'rep'>;
  /** Who may have it; `capacity` is the most conversations by message that one has at once. Neither status nor presence is asked, and no claim counts. */
  readonly candidates: readonly Candidate[];
  /** First if there is room. */
  readonly prefer?: string;
}

export type AssignResult =
  | { readonly kind: 'assigned'; readonly rep: string }
  /** `nobody`: there is no candidate. `at_capacity`: all are at their limit. */
  | { readonly kind: 'none'; readonly reason: 'nobody' | 'at_capacity' };

/** An invitation under way that promises no named rep. It takes no slot; it is counted, so that not more are invited than can be answered. */
export interface Grant {
  readonly grant: string;
  readonly site: string;
  readonly conversation: string;
  readonly at: number;
  /** It ends by itself then, by the store's clock. */
  readonly until: number;
  /** What the visitor's cart is worth, in whatever unit the caller compares. */
  readonly value?: number;
}

export interface GrantRequest extends Pick<Grant, 'grant' | 'site' | 'conversation' | 'value'> {
  readonly livesMs: number;
  /** Taken only if there are at most so many with it. */
  readonly most: number;
}

export interface GrantResult {
  readonly kind: 'taken' | 'full';
  /** How many are under way now, this one with them if it was taken. */
  readonly live: number;
}

/** How long the floor remembers that a claim was released: longer than any node is late with what it read before. Milliseconds. */
export const releasedKeptMs = 600_000;

/** Claims whose rings a rep missed that the floor remembers, so that none counts twice. */
export const missedKept = 16;

/** Why a rep is away who did not choose it. */
export type AwayCause = 'missed_rings';

export interface RepOnFloor {
  readonly rep: string;
  readonly status: Status;
  /** Connected to a living node. Only such a rep gets claims. */
  readonly isPresent: boolean;
  /** Not present, and the grace is over (or never began, for a rep nobody ever reported): the rep's conversations move. */
  readonly isLost: boolean;
  /** Claims of any state: counted as they come and go (`recount`). */
  readonly load: number;
  /** When the last claim ended, or the rep became available; 0 before. The longest idle is chosen first. */
  readonly idleSince: number;
  /** Not the rep but the relay said `away`; gone with the rep's next choice. */
  readonly cause?: AwayCause;
  /** Rings missed in a row, absent for none. */
  readonly missed?: number;
}

/** Conversations by message that one look at a floor tells. What lies further back is in the list of conversations. */
export const byMessageShown = 100;

export interface FloorSnapshot {
  readonly at: number;
  /** Every rep with a status, a word on presence or a claim restored, by id. */
  readonly reps: readonly RepOnFloor[];
  /** By claim id. */
  readonly claims: readonly Claim[];
  /** In the order in which they are to be served: core/queue.ts `inOrder` by `turns`. */
  readonly queue: readonly QueueItem[];
  /** Conversations by message that are not resolved, by `queuedAt`, then by conversation id; the first `byMessageShown`. */
  readonly byMessage: readonly QueueItem[];
  /**
   * How far each site is ahead of its share, in virtual time (core/queue.ts); a site that is not named stands at 0, where the last one served
   * stood. Only sites served lately are named.
   */
  readonly turns: Readonly<Record<string, number>>;
  /** Those under way, by id. */
  readonly grants: readonly Grant[];
  /** Raised by whatever changes who may be claimed: a status, a rep who came or went, a claim taken, given back or restored. */
  readonly version: number;
}

/** A team's floor: who is there, who is busy, who waits. All of one team lies in one slot, so that a claim is one atomic step. */
export interface FloorPort {
  /** A rep of whom nothing was said is `offline`. Saying what stands changes nothing. */
  setStatus(team: string, rep: string, status: Status, nowMs?: NowMs): Promise<void>;
  /** Sets a rep who is available away for a cause. One who chose otherwise meanwhile is left alone. */
  pause(team: string, rep: string, cause: AwayCause, nowMs?: NowMs): Promise<'paused' | 'unchanged'>;
  /**
   * The rep let this claim's ring pass. Resolves to how many in a row by now: each claim counts once (of the last `missedKept`), a ring that is answered
   * (`confirmClaim` of a ring without a time), becoming available and `resetMissed` begin anew. Whether that is too many, the caller decides.
   */
  noteMissed(team: string, rep: string, claim: string): Promise<number>;
  resetMissed(team: string, rep: string): Promise<void>;
  /**
   * This node's word on who is connected to it, all of them; counts for `presenceLeaseMs`. A rep left out who was in has closed the socket: grace begins.
   * Per node and rep one instant `until`: now + lease for those named, the earlier of `until` and now for those left out. The latest over all nodes
   * counts: present while now < `until`, lost from `until` + grace on.
   */
  renewPresence(team: string, node: string, reps: readonly string[], nowMs?: NowMs): Promise<void>;
  /** Who would be claimed now, best first, for a caller who wants another order: `claimRep` with `order` and `version`. */
  rank(request: RankRequest, nowMs?: NowMs): Promise<Ranking>;
  /**
   * Takes a slot of the best candidate: available, present, load below capacity, not excluded; the preferred one, else the least occupied
   * (load / capacity, by weight), then the longest idle (by weight), then by rep id. Never above capacity. A claim that is there already gets its first answer
   * (`dueAt` is its `at` + `dueAfterMs`), whatever became of it meanwhile. A claim never ends by itself: `dueAt` only tells the sweeper.
   */
  claimRep(request: ClaimRequest, nowMs?: NowMs): Promise<ClaimResult>;
  /** The claim is bound (`confirmed`); `dueAfterMs` for a ring, absent once answered. `unknown`: it was released or never was. */
  confirmClaim(
    team: string,
    claim: string,
    dueAfterMs: number | undefined,
    nowMs?: NowMs,
  ): Promise<'confirmed' | 'unknown'>;
  releaseClaim(team: string, claim: string, nowMs?: NowMs): Promise<'released' | 'unknown'>;
  /**
   * Puts a claim back that the conversation's record names and the slot lost (a store that went back), even above capacity. One that is there is
   * left as it is; one that was released within `releasedKeptMs` stays released: whoever still wants it is late, not the slot.
   */
  restoreClaim(team: string, claim: Claim, nowMs?: NowMs): Promise<void>;
  hasClaim(team: string, claim: string): Promise<boolean>;
  /** One that is in already takes the place that `item` says. */
  enqueue(team: string, item: QueueItem): Promise<void>;
  dequeue(team: string, conversation: string): Promise<void>;
  /** Place in the queue from 1, in the order of `FloorSnapshot.queue`, or 0 when not in it. */
  position(team: string, conversation: string): Promise<number>;
  /** By message nobody is rung and no capacity taken: the conversation only lies there until somebody resolves it. */
  putByMessage(team: string, item: QueueItem): Promise<void>;
  removeByMessage(team: string, conversation: string): Promise<void>;
  /** Is it on the list, however far behind? */
  isByMessage(team: string, conversation: string): Promise<boolean>;
  /**
   * Chooses whose a conversation by message becomes, as `claimRep` chooses but by conversations by message instead of claims, and puts it on the list
   * as theirs, in one step: nobody gets above the limit, however many ask at once. What is a candidate's already stays so. Whoever has asked makes the
   * record say the same, or puts the list right (`putByMessage`, `removeByMessage`).
   */
  assignByMessage(request: AssignRequest, nowMs?: NowMs): Promise<AssignResult>;
  /**
   * Counts an invitation that promises no named rep, for `livesMs`. Idempotent by its id while it lives; those over are not counted. No bell: who
   * is invited changes nothing for anybody who waits.
   */
  takeGrant(team: string, request: GrantRequest, nowMs?: NowMs): Promise<GrantResult>;
  /** It became a conversation, or nothing. `unknown`: it was over. */
  endGrant(team: string, grant: string, nowMs?: NowMs): Promise<'ended' | 'unknown'>;
  /**
   * Loads are counted as claims come and go, in the same step. This counts them anew from the claims and the list by message, and makes right what
   * differs. Resolves to the reps of whom something was wrong, by id: none, or the store lost something or was written to by somebody else.
   */
  recount(team: string, nowMs?: NowMs): Promise<readonly string[]>;
  /** The store's clock, by which everything of the floor goes. */
  time(team: string, nowMs?: NowMs): Promise<number>;
  snapshot(team: string, nowMs?: NowMs): Promise<FloorSnapshot>;
}
