import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChat } from '../src/chat/chat.ts';
import type { HearingChat } from '../src/chat/chat.ts';
import { createFakeLink, engagement, entry, SESSION } from './helpers/fake-link.ts';
import type { FakeLink } from './helpers/fake-link.ts';

let link: FakeLink;
let chat: HearingChat;
const onSpeak = vi.fn();
const onChange = vi.fn();
const words = (text: string, offset: number, more: object = {}) => entry('message', { text }, { offset, ...more });

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  link = createFakeLink();
  chat = createChat(link, onSpeak);
  link._listen(chat._hear);
  chat._watch(onChange);
});
afterEach(() => {
  vi.useRealTimers();
  onSpeak.mockClear();
  onChange.mockClear();
});

const texts = () => chat._view()._entries.map((it) => (it.kind === 'message' ? it.body.text : it.kind));
const unsent = () => chat._view()._unsent.map((it) => [it._text, it._isRefused]);

describe('the conversation', () => {
  it('[CH1] a replay is one change', () => {
    link.attach(engagement(), words('a', 1), words('b', 2), words('c', 3));
    // The link, and the replay.
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(texts()).toEqual(['a', 'b', 'c']);
    expect(chat._view()).toMatchObject({ _link: 'live', _engagement: { id: 'eng_1' } });
    link.tell(words('d', 4));
    expect(onChange).toHaveBeenCalledTimes(3);
    expect(texts()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('[CH1] attached again where it was, it goes on; with `reset` it begins anew', () => {
    link.attach(engagement(), words('a', 1));
    const attached = {
      type: 'attached',
      conversation: 'mine',
      top: 1,
      highest: {},
      readBy: { visitor: 0, rep: 0 },
    } as const;
    link.tell({ ...attached, state: 'ok' });
    link.tell(words('b', 2));
    link.tell({ type: 'live', conversation: 'mine' });
    expect(texts()).toEqual(['a', 'b']);
    link.tell({ ...attached, state: 'reset' });
    link.tell(words('other', 1));
    link.tell({ type: 'live', conversation: 'mine' });
    expect(texts()).toEqual(['other']);
    expect(chat._view()._engagement).toBeUndefined();
  });

  it('[CH2] the visitor’s words are consent first, then on their way, then in the log, once', () => {
    link.attach();
    onSpeak.mockImplementationOnce(() => expect(link.sent).toEqual([]));
    chat._send('Hello');
    expect(onSpeak).toHaveBeenCalledTimes(1);
    expect(link.sent).toEqual([{ type: 'message.send', conversation: 'mine', body: { text: 'Hello' } }]);
    expect(unsent()).toEqual([['Hello', false]]);
    link.items = [{ ...link.items[0]!, ackedAt: Date.now() }];
    link.tell(words('Hello', 1, { by: 'visitor', session: SESSION, seq: 1 }));
    expect(unsent()).toEqual([]);
    expect(texts()).toEqual(['Hello']);
  });

  it('[CH3] a refused message is shown so until it is sent again', () => {
    link.attach();
    chat._send('Too much');
    const frame = link.items[0]!.frame;
    link.items = [];
    link.event({ type: 'refused', frame: frame as never, code: 'full' });
    expect(unsent()).toEqual([['Too much', true]]);
    chat._retry(chat._view()._unsent[0]!._key);
    expect(unsent()).toEqual([['Too much', false]]);
    expect(link.types()).toEqual(['message.send', 'message.send']);
    chat._retry('nothing');
    expect(link.types()).toHaveLength(2);
  });

  it('[CH4] counts what reps said since the visitor looked, and tells how far that was, once', () => {
    link.attach(engagement(), words('a', 1), words('mine', 2, { by: 'visitor' }));
    link.tell(entry('offer', { offer: 'off_1', title: 'Free shipping', text: '' }, { offset: 3 }));
    link.tell(entry('engagement.resolved', { engagement: 'eng_1', disposition: 'x' }, { offset: 4 }));
    expect(chat._view()._unread).toBe(2);
    chat._seen();
    chat._seen();
    expect(link.read).toEqual([4]);
    expect(chat._view()._unread).toBe(0);
    link.tell(words('b', 5));
    expect(chat._view()._unread).toBe(1);
    link.tell({ type: 'read.moved', conversation: 'mine', by: 'visitor', offset: 5 });
    expect(chat._view()._unread).toBe(0);
  });

  it('[CH4] tells how far the rep has read', () => {
    link.attach(engagement(), words('a', 1, { by: 'visitor' }));
    expect(chat._view()._readByRep).toBe(0);
    link.tell({ type: 'read.moved', conversation: 'mine', by: 'rep', offset: 1 });
    expect(chat._view()._readByRep).toBe(1);
  });

  it('[CH5] a rep’s typing is forgotten after 4 s, or when the words come', () => {
    link.attach(engagement());
    link.tell({ type: 'typing.seen', conversation: 'mine', by: 'rep' });
    expect(chat._view()._isRepTyping).toBe(true);
    vi.advanceTimersByTime(3_000);
    link.tell({ type: 'typing.seen', conversation: 'mine', by: 'rep' });
    vi.advanceTimersByTime(3_999);
    expect(chat._view()._isRepTyping).toBe(true);
    onChange.mockClear();
    vi.advanceTimersByTime(1);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(chat._view()._isRepTyping).toBe(false);
    link.tell({ type: 'typing.seen', conversation: 'mine', by: 'rep' });
    link.tell(words('There', 1));
    expect(chat._view()._isRepTyping).toBe(false);
  });

  it('[CH6] tells the place in the queue', () => {
    link.attach(engagement({ state: 'queued', position: 3 }));
    link.tell({ type: 'queue.moved', conversation: 'mine', position: 2 });
    expect(chat._view()._engagement?.position).toBe(2);
  });

  it('[CH7] says when a message may be missing', () => {
    link.attach();
    link.event({ type: 'missing', conversation: 'mine' });
    expect(chat._view()._mayMiss).toBe(true);
  });

  it('[CH8] is lost while the link is, and live again after the replay', () => {
    link.attach();
    link.state = 'waiting';
    link.event({ type: 'link', state: 'waiting', code: 1006 });
    expect(chat._view()._link).toBe('lost');
    link.state = 'up';
    link.event({ type: 'link', state: 'up' });
    expect(chat._view()._link).toBe('connecting');
    link.tell({ type: 'live', conversation: 'mine' });
    expect(chat._view()._link).toBe('live');
  });

  it('[CH9] is forgotten when consent is withdrawn', () => {
    link.attach(engagement(), words('a', 1));
    chat._forget();
    expect(chat._view()).toMatchObject({ _entries: [], _engagement: undefined, _unread: 0 });
  });
});
