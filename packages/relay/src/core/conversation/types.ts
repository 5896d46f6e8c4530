import type { Claim, ConversationRecord, JournalItem, QueueItem, RelayEntry } from '../../ports/index.ts';
import type { RepRef } from '../entries.ts';

/** A slot that an invitation holds for this visitor, still good. */
export interface Hold {
  readonly rep: RepRef;
  readonly team: string;
  readonly claim: string;
  readonly ringTimeoutMs: number;
}

/** What an engagement begins with. */
export interface Opening {
  readonly conversation: string;
  readonly site: string;
  readonly visitor: string;
  /** The id it gets if it opens; an open one keeps its own. */
  readonly engagement: string;
  /** Offset of the log before its first entry. */
  readonly startOffset: number;
  /** Teams to ask at once, in route order; the first is the route's first. */
  readonly teams: readonly string[];
}

export interface AcceptedInvitation {
  readonly id: string;
  readonly rule: string;
  /** The words the visitor saw. */
  readonly text: string;
  /** The rep the visitor saw. */
  readonly shown?: RepRef;
}

/** Everything that can happen to a conversation's record. */
export type ConversationInput =
  /** By message: nobody is rung, and the answer comes when somebody has the time. */
  | { readonly kind: 'open'; readonly opening: Opening; readonly isByMessage?: boolean }
  /** By message so far, and nobody has it: the visitor is here and somebody is there, so it waits in these teams' queues. */
  | { readonly kind: 'go_live'; readonly teams: readonly string[] }
  /** A rep takes one that is by message, by a claim that takes no capacity. */
  | {
      readonly kind: 'pick_up';
      readonly engagement: string;
      readonly rep: RepRef;
      readonly team: string;
      readonly claim: string;
      /** Whoever has it does not work here any more. */
      readonly isOwnerGone: boolean;
    }
  | {
      readonly kind: 'open_invited';
      readonly opening: Opening;
      readonly invitation: AcceptedInvitation;
      readonly hold?: Hold;
    }
  /** A queued conversation is put before a rep whose slot `claim` took for this `epoch`. */
  | {
      readonly kind: 'ring';
      readonly rep: RepRef;
      readonly team: string;
      readonly claim: string;
      readonly epoch: number;
      readonly ringTimeoutMs: number;
    }
  | { readonly kind: 'accept'; readonly engagement: string; readonly rep: RepRef }
  | { readonly kind: 'decline'; readonly engagement: string; readonly rep: RepRef }
  | { readonly kind: 'no_answer'; readonly epoch: number }
  | { readonly kind: 'rep_lost'; readonly epoch: number }
  /** More teams are asked as well. */
  | { readonly kind: 'ask'; readonly teams: readonly string[] }
  /** Nobody bound `claim` in its time: make sure that nobody will, then give the slot back (protocol rule 13). */
  | {
      readonly kind: 'fence';
      readonly team: string;
      readonly claim: string;
      readonly conversation: string;
      readonly site: string;
    }
  | {
      readonly kind: 'resolve';
      readonly rep: RepRef;
      readonly epoch: number;
      readonly claim: string;
      readonly disposition: string;
    };

/** What must follow a committed record. Each is safe to repeat; together they make the floor what the record says. */
export type Effect =
  | { readonly kind: 'enqueue'; readonly teams: readonly string[]; readonly item: QueueItem }
  | { readonly kind: 'dequeue'; readonly teams: readonly string[] }
  /** By message: on these teams' lists, so that a rep can pick it up. */
  | { readonly kind: 'list'; readonly teams: readonly string[]; readonly item: QueueItem }
  | { readonly kind: 'unlist'; readonly teams: readonly string[] }
  /** The claim is bound; `claim` is whole, so that a slot that forgot it can be told again. */
  | { readonly kind: 'confirm'; readonly team: string; readonly claim: Claim; readonly dueAfterMs?: number }
  | { readonly kind: 'release'; readonly team: string; readonly claim: string }
  | { readonly kind: 'journal'; readonly item: JournalItem };

/** Why an input does not apply. */
export type Refusal =
  | 'no_engagement'
  | 'not_ringing'
  | 'not_queued'
  | 'not_by_message'
  | 'not_active'
  | 'not_owner'
  | 'fenced'
  /** The record went on since this was decided. */
  | 'moved_on';

export type Outcome =
  | {
      readonly kind: 'changed';
      readonly record: ConversationRecord;
      readonly entries: readonly RelayEntry[];
      readonly effects: readonly Effect[];
    }
  /** It is so already. The effects run again: the first try may have died before them. */
  | { readonly kind: 'already'; readonly effects: readonly Effect[] }
  | { readonly kind: 'refused'; readonly reason: Refusal };
