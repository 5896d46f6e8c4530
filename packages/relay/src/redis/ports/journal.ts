import type { JournalPort } from '../../ports/index.ts';
import { readJournal } from '../commands/read-journal.ts';
import type { Links } from '../links.ts';
import { appendJournal } from '../scripts/append-journal.ts';

export function createJournal({ writes, reads }: Links): JournalPort {
  return {
    append: (site, items, nowMs) => appendJournal(writes, site, items, nowMs),
    read: (site, before, limit) => readJournal(reads, site, before, limit),
  };
}
