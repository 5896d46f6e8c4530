import type { EngagementView, EntryAdded, VisitorFrame, VisitorTold } from '@tillside/protocol';
import type { OutboxItem } from '@tillside/protocol/client';
import type { Unsent } from './types.ts';

type Sent = Extract<VisitorFrame, { type: 'message.send' }>;

/** What is known of the conversation. */
export interface ChatState {
  readonly _entries: readonly EntryAdded[];
  readonly _refused: readonly Unsent[];
  readonly _engagement: EngagementView | undefined;
  readonly _readByRep: number;
  readonly _readByVisitor: number;
  readonly _typingUntil: number;
  readonly _mayMiss: boolean;
  readonly _isMasked: boolean;
  readonly _refusals: readonly VisitorFrame[];
  /** Between `attached` and `live`. */
  readonly _isReplaying: boolean;
}

export const emptyChat: ChatState = {
  _entries: [],
  _refused: [],
  _engagement: undefined,
  _readByRep: 0,
  _readByVisitor: 0,
  _typingUntil: 0,
  _mayMiss: false,
  _isMasked: false,
  _refusals: [],
  _isReplaying: false,
};

/** `typing.seen` counts this long. */
const TYPING_MS = 4_000;

/** Of a rep or a bot, and for the visitor to look at. */
export const isWordOfRep = ({ by, kind }: EntryAdded): boolean =>
  (by.kind === 'rep' || by.kind === 'bot') && /^(message|offer|product|file|guide)$/.test(kind);

/** What a frame of the relay changes; the same object when it says nothing of the conversation. */
export function chatAfter(chat: ChatState, frame: VisitorTold, now: number): ChatState {
  const change = changeBy(chat, frame, now);
  return change ? { ...chat, ...change } : chat;
}

function changeBy(chat: ChatState, frame: VisitorTold, now: number): Partial<ChatState> | undefined {
  const engagement = chat._engagement;
  switch (frame.type) {
    case 'attached':
      return {
        ...(frame.state !== 'ok' && { _entries: [], _readByVisitor: 0 }),
        _engagement: frame.engagement,
        _readByRep: frame.readBy.rep,
        _isReplaying: true,
      };
    case 'live':
      return { _isReplaying: false };
    case 'entry.added':
      return { _entries: [...chat._entries, frame], ...(isWordOfRep(frame) && { _typingUntil: 0 }) };
    case 'engagement.changed':
      return { _engagement: frame.engagement };
    case 'queue.moved':
      return engagement && { _engagement: { ...engagement, position: frame.position, wait: frame.wait } };
    case 'typing.seen':
      return { _typingUntil: now + TYPING_MS };
    case 'read.moved':
      return frame.by === 'rep' ? { _readByRep: frame.offset } : { _readByVisitor: frame.offset };
    default:
      return undefined;
  }
}

const keyOf = ({ session, seq }: { readonly session: string; readonly seq: number }): string => `${session}:${seq}`;

const unsentOf = (frame: Sent, isRefused: boolean): Unsent => ({
  _key: keyOf(frame),
  _text: frame.body.text,
  _isRefused: isRefused,
});

/** The relay will never take this; the visitor sees it so, and may send a message again. */
export const withRefused = (chat: ChatState, frame: VisitorFrame): ChatState =>
  frame.type === 'message.send'
    ? { ...chat, _refused: [...chat._refused, unsentOf(frame, true)] }
    : { ...chat, _refusals: [...chat._refusals, frame] };

/** Messages that are in the outbox and not in the log yet, as far as this page has seen it; and those refused. */
export function unsent({ _entries, _refused }: ChatState, outbox: readonly OutboxItem[]): readonly Unsent[] {
  const logged = new Set(_entries.map(keyOf));
  const waiting = outbox.flatMap(({ frame }) =>
    frame.type === 'message.send' && !logged.has(keyOf(frame)) ? [unsentOf(frame as Sent, false)] : [],
  );
  return [..._refused, ...waiting];
}

/** Entries of reps that the visitor has not seen. */
export const unread = ({ _entries, _readByVisitor }: ChatState): number =>
  _entries.filter((entry) => entry.offset > _readByVisitor && isWordOfRep(entry)).length;

export const lastOffset = ({ _entries }: ChatState): number => _entries.at(-1)?.offset ?? 0;
