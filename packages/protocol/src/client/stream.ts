import { limits } from '../limits.ts';
import { DUE, emit, isDue, send } from './state.ts';
import type { Core, Item, Stream } from './state.ts';
import type { InputOf, ToldOf, Unnumbered } from './types.ts';

/** Where the relay names no time of its own. */
export const RETRY_AFTER_MS = 1_000;
/** A relay that lost a bell finds the entry within 5 s. Later the store may have lost it, and nobody else would notice. */
const SEEN_WITHIN_MS = 10_000;
/** The lane, where nobody looks on: it has no log. */
const LANE = 'visitor';

/** What a frame may say of a frame of ours that it answers. */
export interface Named {
  readonly session?: string | undefined;
  readonly conversation?: string | undefined;
  readonly seq?: number | undefined;
}

function addStream(core: Core, session: string, conversation: string, isOwn: boolean, acked = 0): Stream {
  const stream: Stream = {
    _session: session,
    _conversation: conversation,
    _items: [],
    _top: acked,
    _acked: acked,
    _seen: acked,
    _askAt: 0,
    _next: acked + 1,
    _sent: 0,
    _holdUntil: 0,
    _resentAt: -Infinity,
    _isOwn: isOwn,
  };
  core._streams.push(stream);
  return stream;
}

function push(core: Core, stream: Stream, frame: Unnumbered, local?: number, ackedAt = 0): void {
  const numbered = { ...frame, session: stream._session, seq: ++stream._top };
  stream._items.push({ _frame: numbered, _local: local, _ackedAt: ackedAt });
  core._isOutboxChanged = true;
}

/** Facts about the lane name no conversation. */
export function findStream(core: Core, { session, conversation = LANE }: Named): Stream | undefined {
  return core._streams.find((stream) => stream._session === session && stream._conversation === conversation);
}

export function itemAt(stream: Stream, seq: number): Item | undefined {
  return stream._items.find((item) => item._frame.seq === seq);
}

/** Rule 1: into the outbox; the pump sends it, in the same step but after it was saved. */
export function enqueue(core: Core, { frame, local }: InputOf<'send'>): void {
  const { conversation } = frame;
  const own = core._streams.find((stream) => stream._isOwn && stream._conversation === conversation);
  push(core, own ?? addStream(core, core._session, conversation, true), frame, local);
}

/**
 * Rule 5: what a dead tab left, under its own numbers and in its order, as `outbox` told it. Where that tab is not dead, both send: under one session
 * and number it is one entry.
 */
export function adopt(core: Core, { items }: InputOf<'adopt'>): void {
  let before: Stream | undefined;
  for (const { frame, ackedAt } of items) {
    const { session, conversation, seq } = frame;
    if (ackedAt && core._now >= ackedAt + limits.outboxKeepMs) continue;
    const known = findStream(core, frame);
    const stream = known ?? addStream(core, session, conversation, false, seq - 1);
    // What went on under another session was said after what stands before it.
    if (!known && before?._conversation === conversation) stream._after = before;
    before = stream;
    if (seq <= stream._top) continue;
    push(core, stream, frame, undefined, Math.min(ackedAt, core._now));
    if (ackedAt) stream._next = (stream._acked = stream._top) + 1;
  }
}

/** Everything up to `highest` is durable, and nothing above it: what was acknowledged above is not any more. */
function mark(core: Core, stream: Stream, highest: number): void {
  for (const item of stream._items) {
    const isDurable = item._frame.seq <= highest;
    if (isDurable === item._ackedAt > 0) continue;
    item._ackedAt = isDurable ? core._now : 0;
    core._isOutboxChanged = true;
    if (isDurable) emit(core, { type: 'acked', frame: item._frame, local: item._local });
  }
  stream._acked = highest;
  stream._seen = Math.min(stream._seen, highest);
  stream._askAt = core._now + SEEN_WITHIN_MS;
  stream._next = Math.max(stream._next, highest + 1);
}

/** The relay says where it stands: send on from there, or, rule 4, where that is not in the outbox, under a new session. */
export function settle(core: Core, stream: Stream, highest: number): void {
  mark(core, stream, highest);
  // Another tab sent more under it, and keeps all of it.
  if (highest > stream._top) stream._items = [];
  if (highest === stream._top || itemAt(stream, highest + 1)) stream._next = highest + 1;
  else split(core, stream, highest, highest < stream._top);
}

/**
 * The session under which goes on what is above `seq`, from 1. It follows from both, so that whoever else sends the same frames goes on under the
 * same one. Digits move on each time: two ways that differ never meet.
 */
const sessionAfter = (session: string, seq: number): string =>
  session.slice(7) + (0x10000001 + parseInt(session.slice(0, 7), 16) + seq).toString(16).slice(-7);

/** Everything above `seq` goes on under a new session. */
function split(core: Core, stream: Stream, seq: number, isMissing: boolean): void {
  const session = sessionAfter(stream._session, seq);
  const { _conversation: conversation, _items: items } = stream;
  // It is there already where two tabs left the same frames behind, before and after the same answer.
  const fresh = findStream(core, { session, conversation }) ?? addStream(core, session, conversation, stream._isOwn);
  // Whatever was to wait for the one waits for the other, which waits for it.
  for (const other of core._streams) if (other._after === stream) other._after = fresh;
  fresh._after = stream;
  stream._isOwn = false;
  stream._items = items.filter((item) => item._frame.seq <= seq);
  stream._top = seq;
  stream._next = seq + 1;
  for (const item of items.slice(stream._items.length + fresh._top)) push(core, fresh, item._frame, item._local);
  if (isMissing) emit(core, { type: 'missing', conversation });
}

/** Acknowledgements are cumulative. */
export function acknowledge(core: Core, stream: Stream, { seq }: ToldOf<'acked'>): void {
  if (seq > stream._acked) mark(core, stream, seq);
}

/** Rule 2. Those that come too soon are held back, not dropped: the pump wakes for them. */
export function rewind(core: Core, stream: Stream, { highest }: ToldOf<'rewind'>): void {
  settle(core, stream, highest);
  hold(stream, stream._resentAt + limits.rewindEveryMs);
}

function hold(stream: Stream, until: number): void {
  stream._holdUntil = Math.max(stream._holdUntil, until);
}

/** Rule 3. */
export function refuse(core: Core, stream: Stream, frame: ToldOf<'refused'>): void {
  const { seq = 0, code, retry, afterMs, detail } = frame;
  const item = itemAt(stream, seq);
  if (!item || seq >= stream._next) return;
  if (seq <= stream._acked) {
    // The relay looked for it before it said so: what was acknowledged is gone, and so may be those before it.
    if (code === 'fenced' && !core._views.has(stream._conversation))
      settle(core, stream, stream._top - stream._items.length);
    return;
  }
  stream._next = seq;
  const isBehind = code === 'behind_refused';
  // Everything before is durable, so behind what? The relay remembers a refusal whose place was filled; a new socket does not.
  if (isBehind && seq === stream._acked + 1) core._drainAt = core._now;
  // Only what is not acknowledged in a while is sent again.
  if (retry) return hold(stream, core._now + (afterMs ?? (isBehind ? limits.rewindEveryMs : RETRY_AFTER_MS)));
  stream._items.splice(stream._items.indexOf(item), 1);
  core._isOutboxChanged = true;
  emit(core, { type: 'refused', frame: item._frame, local: item._local, code, detail });
  // A frame behind it may hang in some socket, or in another tab, and would fit as soon as the place before it is filled: it stays empty for good.
  split(core, stream, seq - 1, false);
}

/** A new socket: nothing was sent on it yet. */
export function restart(stream: Stream): void {
  stream._next = stream._acked + 1;
  stream._sent = stream._seen = stream._askAt = stream._holdUntil = 0;
}

/**
 * Forgets what was acknowledged long ago, and sends what may be sent. Nothing is forgotten without a link: the relay
 * might be about to tell that its store went back.
 */
export function pumpStreams(core: Core): void {
  for (const stream of core._streams) {
    const items = stream._items;
    const view = core._views.get(stream._conversation);
    if (view?._isReady === false) continue;
    while (items[0]?._ackedAt && isDue(core, items[0]._ackedAt + limits.outboxKeepMs)) {
      items.shift();
      core._isOutboxChanged = true;
    }
    if (stream._after && isOpen(stream._after)) continue;
    if (!items.length || !speakFor(core, stream)) continue;
    // Where nobody looks on, the last one is sent again as long as it is kept: the relay answers that it has it, or what it has.
    const isUnsure = view ? stream._seen < stream._acked : stream._conversation !== LANE && !isOpen(stream);
    if (isUnsure && isDue(core, stream._askAt)) {
      isDue(core, (stream._askAt = core._now + SEEN_WITHIN_MS));
      if (view) view._phase = DUE;
      else stream._next = stream._top;
    }
    while (stream._next <= Math.min(stream._top, stream._acked + core._window) && isDue(core, stream._holdUntil)) {
      const seq = stream._next++;
      const item = itemAt(stream, seq);
      if (!item) continue;
      if (seq > stream._sent) stream._sent = seq;
      else stream._resentAt = core._now;
      send(core, item._frame);
    }
  }
  core._streams = core._streams.filter((stream) => stream._isOwn || stream._items.length);
}

/** Something of it is not acknowledged. */
export const isOpen = ({ _acked, _top }: Stream): boolean => _acked < _top;

/** Says once a socket that it speaks for a session too. False: it cannot speak for one more; once nothing of the others waits, a new one shall. */
function speakFor(core: Core, stream: Stream): boolean {
  const { _session: session } = stream;
  if (core._said.has(session)) return true;
  if (core._said.size >= limits.sessionsPerSocket) {
    if (isOpen(stream) && !core._streams.some((other) => isOpen(other) && core._said.has(other._session)))
      isDue(core, (core._drainAt = core._now + 1));
    return false;
  }
  core._said.add(session);
  send(core, { type: 'session.add', session });
  return true;
}
