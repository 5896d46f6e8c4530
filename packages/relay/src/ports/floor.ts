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
}

export interface ClaimRequest {
  readonly team: string;
  /** Chosen by the caller: asking twice with one claim gives the same answer. */
  readonly claim: string;
  readonly site: string;
  readonly conversation: string;
  readonly state: 'held' | 'unconfirmed';
  readonly dueAfterMs: number;
  /** The team's reps with their capacity, from the directory. */
  readonly candidates: readonly Candidate[];
  /** Taken if free, before any other. */
  readonly prefer?: string;
  readonly exclude?: readonly string[];
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly rep: string; readonly dueAt: number }
  /** `nobody`: no candidate is available and present. `at_capacity`: some are, all are full. */
  | { readonly kind: 'none'; readonly reason: 'nobody' | 'at_capacity' };

export interface QueueItem {
  readonly conversation: string;
  readonly site: string;
  /** Order in the queue: earlier first. Kept by the conversation through re-queueing, so that a lost place is the old place. */
  readonly queuedAt: number;
}

export interface RepOnFloor {
  readonly rep: string;
  readonly status: Status;
  /** Connected to a living node. Only such a rep gets claims. */
  readonly isPresent: boolean;
  /** Not present, and the grace is over (or never began, for a rep nobody ever reported): the rep's conversations move. */
  readonly isLost: boolean;
  /** Claims of any state. */
  readonly load: number;
  /** When the last claim ended, or the rep became available; 0 before. The longest idle is chosen first. */
  readonly idleSince: number;
}

/** Conversations by message that one look at a floor tells. What lies further back is in the list of conversations. */
export const byMessageShown = 100;

export interface FloorSnapshot {
  readonly at: number;
  /** Every rep with a status, a word on presence or a claim restored, by id. */
  readonly reps: readonly RepOnFloor[];
  /** By claim id. */
  readonly claims: readonly Claim[];
  /** By `queuedAt`, then by conversation id. */
  readonly queue: readonly QueueItem[];
  /** Conversations by message that are not resolved, as `queue` is ordered; the first `byMessageShown`. */
  readonly byMessage: readonly QueueItem[];
}

/** A team's floor: who is there, who is busy, who waits. All of one team lies in one slot, so that a claim is one atomic step. */
export interface FloorPort {
  /** A rep of whom nothing was said is `offline`. Saying what stands changes nothing. */
  setStatus(team: string, rep: string, status: Status, nowMs?: NowMs): Promise<void>;
  /**
   * This node's word on who is connected to it, all of them; counts for `presenceLeaseMs`. A rep left out who was in has closed the socket: grace begins.
   * Per node and rep one instant `until`: now + lease for those named, the earlier of `until` and now for those left out. The latest over all nodes
   * counts: present while now < `until`, lost from `until` + grace on.
   */
  renewPresence(team: string, node: string, reps: readonly string[], nowMs?: NowMs): Promise<void>;
  /**
   * Takes a slot of the best candidate: available, present, load below capacity, not excluded; the preferred one, else the least occupied
   * (load / capacity), then the longest idle, then by rep id. Never above capacity. A claim that is there already gets its first answer
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
  /** Puts a claim back that the conversation's record names and the slot lost (a store that went back), even above capacity. One that is there is left as it is. */
  restoreClaim(team: string, claim: Claim, nowMs?: NowMs): Promise<void>;
  /** One that is in already takes the place that `item` says. */
  enqueue(team: string, item: QueueItem): Promise<void>;
  dequeue(team: string, conversation: string): Promise<void>;
  /** Place in the queue from 1, or 0 when not in it. */
  position(team: string, conversation: string): Promise<number>;
  /** By message nobody is rung and no capacity taken: the conversation only lies there until somebody resolves it. */
  putByMessage(team: string, item: QueueItem): Promise<void>;
  removeByMessage(team: string, conversation: string): Promise<void>;
  snapshot(team: string, nowMs?: NowMs): Promise<FloorSnapshot>;
}
