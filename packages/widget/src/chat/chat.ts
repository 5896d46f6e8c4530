import type { Link, LinkEvent, VisitorSend } from '../link/types.ts';
import { chatAfter, emptyChat, lastOffset, unread, unsent, withRefused } from './chat-state.ts';
import type { Chat, ChatView } from './types.ts';

export interface HearingChat extends Chat {
  readonly _hear: (event: LinkEvent) => void;
  /** Consent was withdrawn. */
  readonly _forget: () => void;
}

/** The visitor's conversation over a link. `onSpeak` comes before the visitor's own words are sent: they are consent. */
export function createChat(link: Link, onSpeak: () => void): HearingChat {
  let chat = emptyChat;
  let view: ChatView | undefined;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  const watchers = new Set<() => void>();

  const changed = (): void => {
    view = undefined;
    watchers.forEach((watcher) => watcher());
  };

  const linkNow = (): ChatView['_link'] => {
    const state = link._state();
    return chat._isReplaying ? 'connecting' : state === 'up' ? 'live' : state === 'waiting' ? 'lost' : state;
  };
  const draw = (): ChatView => ({
    _link: linkNow(),
    _entries: chat._entries,
    _unsent: unsent(chat, link._outbox()),
    _engagement: chat._engagement,
    _isRepTyping: chat._typingUntil > Date.now(),
    _readByRep: chat._readByRep,
    _unread: unread(chat),
    _mayMiss: chat._mayMiss,
    _isMasked: chat._isMasked,
    _refusals: chat._refusals,
  });

  const put = (frame: VisitorSend): void => {
    onSpeak();
    link._send(frame);
    changed();
  };
  const send = (text: string, wants?: 'message'): void => {
    chat = { ...chat, _isMasked: false };
    put({ type: 'message.send', conversation: 'mine', body: { text, ...(wants && { wants }) } });
  };

  return {
    _hear(event) {
      if (event.type === 'told') {
        const before = chat;
        chat = chatAfter(chat, event.frame, Date.now());
        if (chat === before) return;
        view = undefined;
        // A replay is one change.
        if (chat._isReplaying) return;
        const leftMs = chat._typingUntil - Date.now();
        if (leftMs > 0) {
          clearTimeout(typingTimer);
          typingTimer = setTimeout(changed, leftMs);
        }
      } else if (event.type === 'refused') chat = withRefused(chat, event.frame);
      else if (event.type === 'masked') chat = { ...chat, _isMasked: true };
      else if (event.type === 'missing') chat = { ...chat, _mayMiss: true };
      // From here to `live` the relay says what we missed.
      else if (event.type === 'link') chat = { ...chat, _isReplaying: event.state === 'up' };
      changed();
    },
    _forget() {
      chat = emptyChat;
      changed();
    },
    _view: () => (view ??= draw()),
    _watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    _send: send,
    _retry(key) {
      const refused = chat._refused.find((message) => message._key === key);
      if (!refused) return;
      chat = { ...chat, _refused: chat._refused.filter((message) => message !== refused) };
      send(refused._text);
    },
    _put: put,
    _typing: link._typing,
    _seen() {
      const offset = lastOffset(chat);
      if (offset <= chat._readByVisitor) return;
      chat = { ...chat, _readByVisitor: offset };
      link._read(offset);
      changed();
    },
  };
}
