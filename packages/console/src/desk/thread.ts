import type { Context, EngagementView, EntryAdded, RefusalCodeName, ToldRep } from '@tillside/protocol';

/** What a rep may put into a conversation. */
export type Content =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'offer'; readonly offer: string };

/** What this rep wrote and the log does not have yet, as it stands in the outbox. */
export interface Unsent {
  /** Stable while it is on the screen, however often it is renumbered. */
  readonly key: string;
  readonly at: number;
  readonly content: Content;
  /** `sent`: durable, its entry is on the way back. `failed`: refused for good; the reason says what can be done. */
  readonly state: 'sending' | 'sent' | 'failed';
  readonly reason?: RefusalCodeName;
}

/** One conversation as this window sees it. */
export interface Thread {
  readonly conversation: string;
  /** False until the first replay is done. */
  readonly isLoaded: boolean;
  readonly isTrimmed: boolean;
  /** In the order of the log, each once. */
  readonly entries: readonly EntryAdded[];
  readonly engagement: EngagementView | undefined;
  readonly context: Context | undefined;
  readonly readBy: { readonly visitor: number; readonly rep: number };
  /** The visitor types, until this instant of the relay's clock. */
  readonly typingUntil: number;
  /** The relay does not show this conversation to this rep. */
  readonly isRefused: boolean;
  /** The link could not heal a gap: a message of this rep may be missing. */
  readonly isMissing: boolean;
}

/** The reader forgets `typing.seen` after this. Milliseconds. */
export const typingMs = 4_000;

export const emptyThread = (conversation: string): Thread => ({
  conversation,
  isLoaded: false,
  isTrimmed: false,
  entries: [],
  engagement: undefined,
  context: undefined,
  readBy: { visitor: 0, rep: 0 },
  typingUntil: 0,
  isRefused: false,
  isMissing: false,
});

export function applyAttached(thread: Thread, frame: ToldRep['attached']): Thread {
  const keeps = frame.state === 'ok';
  return {
    ...thread,
    entries: keeps ? thread.entries : [],
    isTrimmed: frame.state === 'trimmed' || (keeps && thread.isTrimmed),
    engagement: frame.engagement ?? thread.engagement,
    context: frame.context ?? thread.context,
    readBy: frame.readBy,
    isRefused: false,
  };
}

/** The link hands over entries in order; one that is there already changes nothing. */
export function applyEntry(thread: Thread, entry: EntryAdded): Thread {
  const last = thread.entries.at(-1);
  if (last && entry.offset <= last.offset) return thread;
  const typingUntil = entry.by.kind === 'visitor' ? 0 : thread.typingUntil;
  return { ...thread, entries: [...thread.entries, entry], typingUntil };
}

export const applyLive = (thread: Thread): Thread => (thread.isLoaded ? thread : { ...thread, isLoaded: true });

/** Facts about the conversation beside its log. */
export type ThreadFact =
  | ToldRep['engagement.changed']
  | ToldRep['context.changed']
  | ToldRep['read.moved']
  | ToldRep['typing.seen'];

export function applyFact(thread: Thread, fact: ThreadFact, now: number): Thread {
  switch (fact.type) {
    case 'engagement.changed':
      return { ...thread, engagement: fact.engagement };
    case 'context.changed':
      return { ...thread, context: fact.context };
    case 'read.moved': {
      const offset = Math.max(thread.readBy[fact.by], fact.offset);
      return { ...thread, readBy: { ...thread.readBy, [fact.by]: offset } };
    }
    case 'typing.seen':
      return fact.by === 'visitor' ? { ...thread, typingUntil: now + typingMs } : thread;
    default:
      return assertNever(fact);
  }
}

function assertNever(fact: never): never {
  throw new Error(`unknown fact ${JSON.stringify(fact)}`);
}

/** The last offset there is, for the read mark. */
export const topOf = (thread: Thread): number => thread.entries.at(-1)?.offset ?? 0;
