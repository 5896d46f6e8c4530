import type { EntryAdded, OfferCard } from '@tillside/protocol';
import type { ChatView } from '../chat/types.ts';
import type { Format } from './format.ts';
import type { Say } from './strings.ts';

type MessageState = 'sending' | 'sent' | 'read' | 'refused';

/** One thing in the conversation, as it is drawn. */
export type Item =
  | { readonly _kind: 'day' | 'line'; readonly _key: string; readonly _text: string }
  | {
      readonly _kind: 'message';
      readonly _key: string;
      readonly _isOwn: boolean;
      readonly _name: string;
      readonly _text: string;
      readonly _at: number | undefined;
      readonly _state: MessageState;
      /** The next one is of the same side, close behind: they stand together. */
      readonly _isJoined: boolean;
      /** Said under the last of the visitor's own. */
      readonly _saysState: boolean;
    }
  | {
      readonly _kind: 'offer';
      readonly _key: string;
      readonly _offer: OfferCard;
      /** Whether the shop took the code; nothing while the visitor did not press Apply. */
      readonly _isApplied: boolean | undefined;
    };

/** Messages of one side closer than this stand together. */
const JOINED_MS = 120_000;

type Message = Extract<Item, { _kind: 'message' }>;

const messageOf = (entry: EntryAdded, text: string, view: ChatView, say: Say): Message => {
  const isOwn = entry.by.kind === 'visitor';
  return {
    _kind: 'message',
    _key: String(entry.offset),
    _isOwn: isOwn,
    _name: isOwn ? say('you') : (entry.by.name ?? ''),
    _text: text,
    _at: entry.at,
    _state: entry.offset <= view._readByRep ? 'read' : 'sent',
    _isJoined: false,
    _saysState: false,
  };
};

function itemOf(entry: EntryAdded, view: ChatView, say: Say): Item | undefined {
  const { kind, body, offset } = entry;
  const key = String(offset);
  const line = (text: string): Item => ({ _kind: 'line', _key: key, _text: text });
  switch (kind) {
    case 'message':
    case 'invitation':
      return messageOf(entry, body.text, view, say);
    case 'offer': {
      const answers = view._entries.flatMap((it) =>
        it.kind === 'offer.applied' && it.body.offer === body.offer && it.offset > offset ? [it.body.isApplied] : [],
      );
      return { _kind: 'offer', _key: key, _offer: body, _isApplied: answers.at(-1) };
    }
    case 'engagement.accepted': {
      const shown = view._engagement?.id === body.engagement ? view._engagement.shown : undefined;
      return shown && shown.id !== body.rep
        ? line(say('joinedInstead', { rep: body.name, other: shown.name }))
        : line(say('joined', { rep: body.name }));
    }
    case 'engagement.queued':
      return line(say('queuedAgain'));
    case 'engagement.resolved':
      return line(say('resolved'));
    case 'note':
    case 'offer.applied':
    case 'engagement.opened':
    case 'engagement.rang':
    case 'order':
      return undefined;
    default:
      return undefined;
  }
}

/** The conversation as a list to draw: days, lines, messages that stand together, offers, and what is not sent yet. */
export function itemsOf(view: ChatView, say: Say, format: Format, now: number): readonly Item[] {
  const items: Item[] = [];
  let day = '';
  for (const entry of view._entries) {
    const item = itemOf(entry, view, say);
    if (!item) continue;
    const today = format._day(entry.at, now);
    if (today !== day) items.push({ _kind: 'day', _key: `d${entry.offset}`, _text: today });
    day = today;
    items.push(item);
  }
  for (const { _key, _text, _isRefused } of view._unsent) {
    items.push({
      _kind: 'message',
      _key,
      _isOwn: true,
      _name: say('you'),
      _text,
      _at: undefined,
      _state: _isRefused ? 'refused' : 'sending',
      _isJoined: false,
      _saysState: _isRefused,
    });
  }
  const lastOwn = items.findLastIndex((item) => item._kind === 'message' && item._isOwn);
  return items.map((item, index) => {
    const next = items[index + 1];
    if (item._kind !== 'message') return item;
    const isJoined =
      next?._kind === 'message' && next._isOwn === item._isOwn && (next._at ?? now) - (item._at ?? now) < JOINED_MS;
    return { ...item, _isJoined: isJoined, _saysState: item._saysState || index === lastOwn };
  });
}
