import type { ConversationsPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createAppend } from './append.ts';
import { createCommit } from './commit.ts';
import { createMarks } from './marks.ts';
import { createRead } from './read.ts';
import { createView, createViewOf } from './view.ts';
import { createWriteEntry } from './write-entry.ts';

export function createConversations(engine: Engine): ConversationsPort {
  const writeEntry = createWriteEntry(engine);
  const viewOf = createViewOf(engine);
  return {
    append: createAppend(engine, writeEntry),
    commit: createCommit(engine, writeEntry),
    ...createRead(engine, viewOf),
    ...createView(engine, viewOf),
    ...createMarks(engine),
  };
}
