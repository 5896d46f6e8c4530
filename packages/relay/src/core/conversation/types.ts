import type {
  Claim,
  ConversationRecord,
  Engagement,
  JournalItem,
  QueueItem,
  Reason,
  RelayEntry,
  Transfer,
} from '../../ports/index.ts';
import type { RepRef } from '../entries.ts';

/** A slot that an invitation holds for this visitor, still good. */
export interface Hold {
  readonly rep: RepRef;
  readonly team: string;
  readonly claim: string;
  readonly ringTimeoutMs: number;
  /** The team takes what rings at once: it is active without a ring. */
  readonly isAutomatic?: boolean;
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
  /** Why those behind the first are asked at once. */
  readonly overflows?: Engagement['overflows'];
  /** What the visitor, the page or the rule asks for. */
  readonly wants?: Wants;
}

/** What an engagement asks of the route. */
export type Wants = Pick<Engagement, 'reason' | 'team' | 'skills' | 'language' | 'priority'>;

/** The assignment a rep acts under: refused where it is another one. */
export interface Under {
  readonly rep: RepRef;
  readonly epoch: number;
  readonly claim: string;
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
  /** `byMessage`: nobody is rung, and the answer comes when somebody has the time; because of this. */
  | { readonly kind: 'open'; readonly opening: Opening; readonly byMessage?: 'visitor' | 'no_rep' }
  /** By message so far: the visitor is here and somebody is there, so it waits in these teams' queues, its rep before others. */
  | { readonly kind: 'go_live'; readonly teams: readonly string[]; readonly overflows?: Engagement['overflows'] }
  /** The relay chooses whose message it is; `instead`: whoever has it does not work here any more. */
  | {
      readonly kind: 'assign';
      readonly rep: RepRef;
      readonly team: string;
      readonly claim: string;
      readonly instead?: string;
    }
  /** A rep takes one that is by message, by a claim that takes no capacity. */
  | {
      readonly kind: 'pick_up';
      readonly engagement: string;
      readonly rep: RepRef;
      readonly team: string;
      readonly claim: string;
      /** Also from a colleague who has it, whose name this is to the log. */
      readonly from?: RepRef;
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
      readonly isAutomatic?: boolean;
    }
  | { readonly kind: 'accept'; readonly engagement: string; readonly rep: RepRef }
  | { readonly kind: 'decline'; readonly engagement: string; readonly rep: RepRef }
  | { readonly kind: 'no_answer'; readonly epoch: number }
  | { readonly kind: 'rep_lost'; readonly epoch: number }
  /** More teams are asked as well. */
  | { readonly kind: 'ask'; readonly teams: readonly string[]; readonly overflows?: Engagement['overflows'] }
  /** Nobody bound `claim` in its time: make sure that nobody will, then give the slot back (protocol rule 13). */
  | {
      readonly kind: 'fence';
      readonly team: string;
      readonly claim: string;
      readonly conversation: string;
      readonly site: string;
    }
  /**
   * A rep proves, by what the relay itself told, to have had it under a higher epoch than the record shows: the record lost its tail (protocol
   * rule 13). `team`: the rep's.
   */
  | (Under & { readonly kind: 'raise'; readonly team: string })
  /** `wrapUpMs`: how long the rep keeps the slot afterwards; 0: not at all. */
  | (Under & { readonly kind: 'resolve'; readonly disposition: string; readonly wrapUpMs: number })
  | (Under & { readonly kind: 'end_wrap_up' })
  /** The time for it is over. */
  | { readonly kind: 'wrap_up_over'; readonly epoch: number }
  /** It goes on by message: `idle`, the visitor has said nothing more for the site's time; `no_rep`, nobody is there to be asked. */
  | { readonly kind: 'turn'; readonly cause: 'idle' | 'no_rep'; readonly epoch: number }
  | (Under & { readonly kind: 'leave_by_message' })
  | (Under & { readonly kind: 'set_reason'; readonly reason: Reason })
  /** `name`: of the rep or team it is given to. By message a rep has it at once, by `next`. */
  | (Under & {
      readonly kind: 'transfer';
      readonly to: Transfer['to'];
      readonly name: string;
      readonly note?: string;
      readonly until: number;
      readonly next: string;
    })
  /** Nobody took what was given: back to `giver` if that rep can be rung, else into these teams' queues. */
  | {
      readonly kind: 'transfer_over';
      readonly epoch: number;
      readonly from: RepRef;
      readonly isGiverThere: boolean;
      readonly teams: readonly string[];
      readonly overflows?: Engagement['overflows'];
      readonly until: number;
    }
  /** The rep goes away and leaves it to others. */
  | { readonly kind: 'hand_over'; readonly rep: RepRef; readonly epoch: number };

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
  /** It was given on in vain as often as it may be. */
  | 'too_often'
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
