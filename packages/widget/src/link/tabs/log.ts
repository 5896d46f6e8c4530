import type { Cursor, ToldOf } from '@tillside/protocol/client';

export type EntryFrame = ToldOf<'entry.added'> | ToldOf<'entry.skipped'>;

/** The conversation as the relay told it, from its beginning or from where the archive ends. */
export interface Log {
  readonly _cursor: () => Cursor;
  /** Takes an entry that is next, drops one that is known. False: something is missing before it. */
  readonly _add: (frame: EntryFrame) => boolean;
  /** It begins anew, after `trimmed` at any offset. */
  readonly _clear: (state: 'reset' | 'trimmed') => void;
  /** What follows a cursor; nothing where this log never stood there: then it begins anew as `_state` says. */
  readonly _after: (cursor: Cursor) => readonly EntryFrame[] | undefined;
  readonly _frames: () => readonly EntryFrame[];
  readonly _state: () => 'reset' | 'trimmed';
}

export function createLog(): Log {
  let frames: EntryFrame[] = [];
  let state: 'reset' | 'trimmed' = 'reset';
  const cursor = (): Cursor => frames.at(-1) ?? { offset: 0, chain: '' };
  return {
    _cursor: cursor,
    _add(frame) {
      const { offset } = cursor();
      const isFirst = state === 'trimmed' && !offset;
      if (frame.type === 'entry.added' && frame.offset > offset + 1 && !isFirst) return false;
      if (frame.offset > offset) frames.push(frame);
      return true;
    },
    _clear(next) {
      frames = [];
      state = next;
    },
    _after({ offset, chain }) {
      if (!offset && state === 'reset') return frames;
      const index = frames.findIndex((frame) => frame.offset === offset && frame.chain === chain);
      return index < 0 ? undefined : frames.slice(index + 1);
    },
    _frames: () => frames,
    _state: () => state,
  };
}
