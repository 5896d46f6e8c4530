import { limits } from '../limits.ts';
import { ASKED, DUE, isDue, OPEN, send } from './state.ts';
import type { Core, View } from './state.ts';
import { settle } from './stream.ts';
import type { InputOf, ToldOf } from './types.ts';

/** `read` is sent at most once in this time. */
const READ_EVERY_MS = 1_000;
/** Where the relay names no time of its own. */
const RETRY_AFTER_MS = 1_000;

export function attach(core: Core, { conversation, cursor }: InputOf<'attach'>): void {
  if (core._views.has(conversation)) return;
  core._views.set(conversation, {
    _conversation: conversation,
    _offset: cursor?.offset ?? 0,
    _chain: cursor?.chain ?? '',
    _phase: DUE,
    _attachAt: 0,
    _isReady: false,
    _isTrimmed: false,
    _read: 0,
    _readSaid: 0,
    _readAt: 0,
  });
}

export function detach(core: Core, { conversation }: InputOf<'detach'>): void {
  const isKnown = core._views.delete(conversation);
  if (isKnown && core._state === 'up') send(core, { type: 'conversation.detach', conversation });
}

const cursorOf = (view: View) => ({ conversation: view._conversation, offset: view._offset, chain: view._chain });

/** For `hello`, which attaches them all. */
export function cursorsForHello(core: Core) {
  return [...core._views.values()].map((view) => {
    view._isReady = false;
    view._phase = ASKED;
    return cursorOf(view);
  });
}

/** False: an answer to an earlier attach. */
export function attached(core: Core, frame: ToldOf<'attached'>): boolean {
  const view = core._views.get(frame.conversation);
  const isOk = frame.state === 'ok';
  if (!view || (isOk && frame.from !== undefined && frame.from !== view._offset)) return false;
  if (!isOk) {
    view._offset = view._read = 0;
    view._chain = '';
  }
  view._readSaid = 0;
  view._phase = OPEN;
  view._isTrimmed = frame.state === 'trimmed';
  for (const stream of core._streams) {
    const highest = frame.highest[stream._session];
    if (stream._conversation !== frame.conversation || highest === undefined) continue;
    // Attached again on the same socket, frames are on their way: only a store that went back matters.
    if (!view._isReady || highest < stream._acked) settle(core, stream, highest);
    stream._seen = highest;
  }
  return (view._isReady = true);
}

/** The relay did not let us attach. */
export function attachRefused(core: Core, { conversation = '', retry, afterMs }: ToldOf<'refused'>): void {
  const view = core._views.get(conversation);
  if (!view) return;
  view._phase = DUE;
  view._attachAt = core._now + (afterMs ?? RETRY_AFTER_MS);
  if (retry) return;
  core._views.delete(conversation);
  // Where a store lost the conversation, what it had acknowledged comes back, or is shown as not sent.
  for (const stream of core._streams) if (stream._conversation === conversation) settle(core, stream, 0);
}

/** Cursor rules. True: the entry is new and next. */
export function advance(core: Core, frame: ToldOf<'entry.added'> | ToldOf<'entry.skipped'>): boolean {
  const view = core._views.get(frame.conversation);
  const ahead = frame.offset - (view?._offset ?? 0);
  if (view?._phase !== OPEN || ahead < 0) return false;
  // Another tab's replay passes over what this one has: under another chain there, the log is another one.
  if (ahead ? frame.type === 'entry.added' && ahead > 1 && !view._isTrimmed : frame.chain !== view._chain)
    view._phase = DUE;
  if (!ahead || view._phase === DUE) return false;
  view._isTrimmed = false;
  view._offset = frame.offset;
  view._chain = frame.chain;
  return true;
}

export function read(core: Core, { conversation, offset }: InputOf<'read'>): void {
  const view = core._views.get(conversation);
  if (view) view._read = Math.max(view._read, Math.min(offset, view._offset));
}

export function pumpViews(core: Core): void {
  for (const view of core._views.values()) {
    if (view._phase === DUE && isDue(core, view._attachAt)) {
      view._phase = ASKED;
      view._attachAt = core._now + limits.rewindEveryMs;
      send(core, { type: 'conversation.attach', ...cursorOf(view) });
    }
    if (view._isReady && view._read > view._readSaid && isDue(core, view._readAt)) {
      view._readSaid = view._read;
      view._readAt = core._now + READ_EVERY_MS;
      send(core, { type: 'read', conversation: view._conversation, offset: view._read });
    }
  }
}
