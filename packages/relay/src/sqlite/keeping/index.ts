import type { KeepingPort } from '../../ports/index.ts';
import type { Compacted } from '../conversations/compacted.ts';
import type { Engine } from '../engine/engine.ts';
import { createKeptConversations } from './conversations.ts';
import { createKeptJournal } from './journal.ts';
import { createKeptMails } from './mails.ts';
import { createScrub } from './scrub.ts';
import { createTasks } from './tasks.ts';
import { createKeptVisitors } from './visitors.ts';

export function createKeeping(engine: Engine, compacted: Compacted): KeepingPort {
  return {
    ...createKeptConversations(engine, compacted),
    ...createKeptVisitors(engine, compacted),
    ...createKeptJournal(engine),
    ...createKeptMails(engine),
    ...createTasks(engine),
    ...createScrub(engine),
  };
}
