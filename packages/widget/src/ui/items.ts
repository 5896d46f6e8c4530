import type { EntryAdded } from '@tillside/protocol';
import type { ChatView } from '../chat/types.ts';
import type { Words } from './words.ts';

type MessageState = 'sending' | 'sent' | 'read' | 'refused';

/** Entries that part `rich` draws. */
export type CardEntry = Extract<EntryAdded, { kind: 'offer' | 'product' | 'file' | 'guide' | 'contact' | 'rating' }>;

/** One thing in the conversation, as it is drawn. */
export type Item =
  | { readonly _kind: 'day' | 'line'; readonly _key: string; readonly _text: string }
  | {
      readonly _kind: 'message';
      readonly _key: string;
      readonly _isOwn: boolean;
      readonly _name: string;
      /** Who wrote it is a bot, and is called so. */
      readonly _isBot: boolean;
      readonly _text: string;
      readonly _at: number | undefined;
      readonly _state: MessageState;
      /** The next one is of the same side, close behind: they stand together. */
      readonly _isJoined: boolean;
      /** Said under the last of the visitor's own. */
      readonly _saysState: boolean;
      /** Answers to choose from, while nothing was answered. */
      readonly _replies: readonly string[] | undefined;
    }
  | { readonly _kind: 'card'; readonly _key: string; readonly _entry: CardEntry };

/** Messages of one side closer than this stand together. */
const JOINED_MS = 120_000;

type Message = Extract<Item, { _kind: 'message' }>;
type Told = (name: 'joined' | 'joinedInstead' | 'takesOver', other?: string) => string;

/** Of a message before its neighbours are looked at. */
const ALONE = {
  _kind: 'message',
  _isBot: false,
  _at: undefined,
  _isJoined: false,
  _saysState: false,
  _replies: undefined,
} as const;

function messageOf(entry: EntryAdded, text: string, view: ChatView, { _say }: Words): Message {
  const { by, offset, at } = entry;
  const isOwn = by.kind === 'visitor';
  return {
    ...ALONE,
    _key: String(offset),
    _isOwn: isOwn,
    _name: isOwn ? _say('you') : (by.name ?? ''),
    _isBot: by.kind === 'bot',
    _text: text,
    _at: at,
    _state: offset <= view._readByRep ? 'read' : 'sent',
    _replies: entry.kind === 'message' && view._entries.at(-1) === entry ? entry.body.replies : undefined,
  };
}

/** Who answered before, by engagement: another one takes over. */
type Answered = Map<string, string>;

function acceptedText(
  { engagement, rep, name }: Extract<EntryAdded, { kind: 'engagement.accepted' }>['body'],
  view: ChatView,
  answered: Answered,
  { _say }: Words,
): string {
  const before = answered.get(engagement);
  const shown = view._engagement?.id === engagement ? view._engagement.shown : undefined;
  answered.set(engagement, name);
  const tell: Told = (key, other) => _say(key, { rep: name, other });
  if (before && before !== name) return tell('takesOver', before);
  return shown && shown.id !== rep ? tell('joinedInstead', shown.name) : tell('joined');
}

function itemOf(entry: EntryAdded, view: ChatView, answered: Answered, words: Words): Item | undefined {
  const key = String(entry.offset);
  const line = (text: string): Item => ({ _kind: 'line', _key: key, _text: text });
  switch (entry.kind) {
    case 'message':
    case 'invitation':
      return messageOf(entry, entry.body.text, view, words);
    case 'offer':
    case 'product':
    case 'file':
    case 'guide':
    case 'contact':
    case 'rating':
      return { _kind: 'card', _key: key, _entry: entry };
    case 'engagement.accepted':
      return line(acceptedText(entry.body, view, answered, words));
    case 'engagement.queued':
      return line(words._say('queuedAgain'));
    case 'engagement.resolved':
      return line(words._say('resolved'));
    default:
      return undefined;
  }
}

/** The conversation as a list to draw: days, lines, messages that stand together, cards, and what is not sent yet. */
export function itemsOf(view: ChatView, words: Words, now: number): readonly Item[] {
  const items: Item[] = [];
  const answered: Answered = new Map();
  let day = '';
  /** The last line's kind. */
  let turn = '';
  for (const entry of view._entries) {
    const item = itemOf(entry, view, answered, words);
    if (!item) continue;
    if (item._kind === 'line') {
      // A wait is one, however many rings it is made of.
      if (turn === entry.kind && turn === 'engagement.queued') continue;
      turn = entry.kind;
    }
    const today = words._format._day(entry.at, now);
    if (today !== day) items.push({ _kind: 'day', _key: `d${entry.offset}`, _text: today });
    day = today;
    items.push(item);
  }
  for (const { _key, _text, _isRefused } of view._unsent) {
    items.push({
      ...ALONE,
      _key,
      _isOwn: true,
      _name: words._say('you'),
      _text,
      _state: _isRefused ? 'refused' : 'sending',
      _saysState: _isRefused,
    });
  }
  const lastOwn = items.findLastIndex((item) => item._kind === 'message' && item._isOwn);
  return items.map((item, index) => {
    const next = items[index + 1];
    if (item._kind !== 'message') return item;
    const isJoined =
      next?._kind === 'message' && next._name === item._name && (next._at ?? now) - (item._at ?? now) < JOINED_MS;
    return { ...item, _isJoined: isJoined, _saysState: item._saysState || index === lastOwn };
  });
}
