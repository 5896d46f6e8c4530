import type { KeepingPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createErase } from './erase.ts';
import { createKeptJournal } from './journal.ts';
import { createKeptMails } from './mails.ts';
import { createScrub } from './scrub.ts';
import { createTasks } from './tasks.ts';
import { createKeptVisitors } from './visitors.ts';

export function createKeeping(engine: Engine): KeepingPort {
  return {
    ...createErase(engine),
    ...createKeptVisitors(engine),
    ...createKeptJournal(engine),
    ...createKeptMails(engine),
    ...createTasks(engine),
    ...createScrub(engine),
  };
}
