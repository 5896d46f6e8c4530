import { markPreview } from '../../core/preview.ts';
import type { JournalPort } from '../../ports/index.ts';
import { readJournal } from '../commands/read-journal.ts';
import type { Links } from '../links.ts';
import { appendJournal } from '../scripts/append-journal.ts';
import { appendWithin } from '../scripts/append-within.ts';
import { readBudget } from '../scripts/read-budget.ts';

export function createJournal({ writes, reads }: Links): JournalPort {
  return {
    append: (site, items, nowMs) => appendJournal(writes, site, items.map(markPreview), nowMs),
    appendWithin: (site, budget, [first, ...others], instead, nowMs) =>
      appendWithin(writes, site, budget, [markPreview(first), ...others.map(markPreview)], markPreview(instead), nowMs),
    counted: (site, name, nowMs) => readBudget(reads, site, name, nowMs),
    read: (site, before, limit) => readJournal(reads, site, before, limit),
  };
}
