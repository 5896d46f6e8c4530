import type { CommitResult, NowMs } from './common.ts';

/** One invitation's life; architecture.md §3. */
export interface Invitation {
  readonly id: string;
  readonly rule: string;
  readonly playbook: string;
  readonly isAtRisk: boolean;
  readonly state: 'granted' | 'seen' | 'accepted' | 'declined' | 'dismissed' | 'timed_out' | 'withdrawn';
  /** The words the visitor saw. */
  readonly text: string;
  readonly isHeld: boolean;
  readonly rep?: string;
  readonly team?: string;
  readonly claim?: string;
  /** The comparison that its rule is part of, and the arm the relay drew. */
  readonly experiment?: string;
  readonly arm?: string;
  /** The offer that it promises. */
  readonly offer?: string;
  readonly grantedAt: number;
  readonly expiresAt: number;
  readonly answeredAt?: number;
  readonly engagement?: string;
  /** Who asked, so that a repeated request gets the same answer. */
  readonly session: string;
  readonly seq: number;
}

/** What the relay knows of a visitor. It exists from the first durable thing on: an invitation granted, consent, a message, an order. */
export interface VisitorRecord {
  readonly visitor: string;
  readonly site: string;
  readonly revision: number;
  /** Raised by identify, erase and block: older credentials are void. */
  readonly generation: number;
  readonly isBlocked: boolean;
  readonly consent?: 'granted' | 'denied';
  /** What was agreed to. Absent: all. */
  readonly purposes?: readonly ('functional' | 'analytics')[];
  /** The last address the visitor gave for answers. Nobody has proved it. */
  readonly email?: string;
  /** Mailed links to the conversation that were opened: each opens it once. The last 50. */
  readonly openedLinks?: readonly string[];
  /** "No, thanks" binds until then. */
  readonly declinedUntil?: number;
  /** The last 20, oldest first. */
  readonly invitations: readonly Invitation[];
  /** Keys of the last 20 orders. */
  readonly orders: readonly string[];
  /** How often each offer was promised by invitations that were not taken back unseen, and how many orders came with its code. */
  readonly offers?: Readonly<Record<string, { readonly promised: number; readonly redeemed: number }>>;
  readonly createdAt: number;
  /** Everything else was erased then; what stays makes older credentials void. */
  readonly erasedAt?: number;
}

export type LaneResult =
  | { readonly kind: 'next' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'gap'; readonly highest: number }
  | { readonly kind: 'conflict' };

/** Visitors, their invitations and their lane. All of one visitor lies in one slot, with the conversation. */
export interface VisitorsPort {
  load(visitor: string): Promise<VisitorRecord | undefined>;
  /** `record.revision` is ignored: the new one is `expectedRevision` + 1; 0 creates. */
  commit(record: VisitorRecord, expectedRevision: number, nowMs?: NowMs): Promise<CommitResult<VisitorRecord>>;
  /**
   * Takes the next frame of the lane by the append rule. A duplicate's effects are run again (they are idempotent): the first try may have
   * died between here and them.
   */
  advanceLane(visitor: string, session: string, seq: number, sent: string, nowMs?: NowMs): Promise<LaneResult>;
}
