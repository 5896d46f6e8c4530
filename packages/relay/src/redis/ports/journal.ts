import type { JournalPort } from '../../ports/index.ts';
import { readJournal } from '../commands/read-journal.ts';
import type { Links } from '../links.ts';
import { appendJournal } from '../scripts/append-journal.ts';
import { appendWithin } from '../scripts/append-within.ts';
import { readBudget } from '../scripts/read-budget.ts';

export function createJournal({ writes, reads }: Links): JournalPort {
  return {
    append: (site, items, nowMs) => appendJournal(writes, site, items, nowMs),
    appendWithin: (site, budget, items, instead, nowMs) => appendWithin(writes, site, budget, items, instead, nowMs),
    counted: (site, name, nowMs) => readBudget(reads, site, name, nowMs),
    read: (site, before, limit) => readJournal(reads, site, before, limit),
  };
}
