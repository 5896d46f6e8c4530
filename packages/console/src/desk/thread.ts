import type {
  Context,
  EngagementView,
  EntryAdded,
  GuideTarget,
  Product,
  RefusalCodeName,
  ToldRep,
} from '@tillside/protocol';

/** What a rep may put into a conversation. */
export type Content =
  | { readonly kind: 'message'; readonly text: string; readonly replies?: readonly string[] }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'offer'; readonly offer: string }
  | { readonly kind: 'product'; readonly product: Product }
  /** Uploaded before. The name is known to the window that did it. */
  | { readonly kind: 'file'; readonly file: string; readonly name?: string }
  | { readonly kind: 'guide'; readonly target: string; readonly name: string };

/** What became of a step that was pointed at. */
export type GuideState = ToldRep['guide.moved']['state'];

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
  /** What is being typed, where the site shows it; empty otherwise. */
  readonly typingText: string;
  /** What can be pointed at on the visitor's page; nothing until it was asked for and told. */
  readonly targets: readonly GuideTarget[] | undefined;
  /** By the offset of the `guide` entry. */
  readonly guided: Readonly<Record<number, GuideState>>;
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
  typingText: '',
  targets: undefined,
  guided: {},
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
  const typing = entry.by.kind === 'visitor' ? { typingUntil: 0, typingText: '' } : {};
  return { ...thread, ...typing, entries: [...thread.entries, entry] };
}

export const applyLive = (thread: Thread): Thread => (thread.isLoaded ? thread : { ...thread, isLoaded: true });

/** Facts about the conversation beside its log. */
export type ThreadFact =
  | ToldRep['engagement.changed']
  | ToldRep['context.changed']
  | ToldRep['read.moved']
  | ToldRep['typing.seen']
  | ToldRep['guide.listed']
  | ToldRep['guide.moved'];

export function applyFact(thread: Thread, fact: ThreadFact, now: number): Thread {
  switch (fact.type) {
    case 'engagement.changed':
      return { ...thread, engagement: fact.engagement };
    case 'context.changed': {
      // Another page has other parts to point at.
      const isOther = thread.context?.page.url !== fact.context.page.url;
      return { ...thread, context: fact.context, ...(isOther && { targets: undefined }) };
    }
    case 'read.moved': {
      const offset = Math.max(thread.readBy[fact.by], fact.offset);
      return { ...thread, readBy: { ...thread.readBy, [fact.by]: offset } };
    }
    case 'typing.seen':
      return fact.by === 'visitor' ? { ...thread, typingUntil: now + typingMs, typingText: fact.text ?? '' } : thread;
    case 'guide.listed':
      return { ...thread, targets: fact.targets };
    case 'guide.moved':
      return { ...thread, guided: { ...thread.guided, [fact.offset]: fact.state } };
    default:
      return assertNever(fact);
  }
}

function assertNever(fact: never): never {
  throw new Error(`unknown fact ${JSON.stringify(fact)}`);
}

/** The last offset there is, for the read mark. */
export const topOf = (thread: Thread): number => thread.entries.at(-1)?.offset ?? 0;
