import type { KeepingPort } from '../../ports/index.ts';
import { createCompacted } from '../conversations/compacted.ts';
import type { Engine } from '../engine/engine.ts';
import { createKeptJournal } from './journal.ts';
import { createKeptMails } from './mails.ts';
import { createOver } from './over.ts';
import { createScrub } from './scrub.ts';
import { createTasks } from './tasks.ts';
import { createKeptVisitors } from './visitors.ts';

export function createKeeping(engine: Engine): KeepingPort {
  const compacted = createCompacted(engine);
  return {
    ...createOver(engine, compacted),
    ...createKeptVisitors(engine, compacted),
    ...createKeptJournal(engine),
    ...createKeptMails(engine),
    ...createTasks(engine),
    ...createScrub(engine),
  };
}
