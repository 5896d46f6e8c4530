import type { ConversationsPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createAppend } from './append.ts';
import { createCommit } from './commit.ts';
import type { Compacted } from './compacted.ts';
import { createMarks } from './marks.ts';
import { createRead } from './read.ts';
import { createView, createViewOf } from './view.ts';
import { createWriteEntry } from './write-entry.ts';

export function createConversations(engine: Engine, compacted: Compacted): ConversationsPort {
  const writeEntry = createWriteEntry(engine);
  const viewOf = createViewOf(engine, compacted);
  return {
    append: createAppend(engine, writeEntry, compacted),
    commit: createCommit(engine, writeEntry, compacted),
    ...createRead(engine, compacted, viewOf),
    ...createView(engine, viewOf),
    ...createMarks(engine, compacted),
  };
}
