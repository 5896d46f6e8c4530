import type { JournalItem, JournalKind, JournalRow, OrderRecord } from '../ports/index.ts';

/** What a visitor did on pages, step by step. Nothing is billed by it. */
const ofVisits: ReadonlySet<JournalKind> = new Set(['journey.recorded', 'page.reported']);

/** A row without what was seen on pages; `undefined`: nothing is left of it. */
export function withoutVisit({ number: _number, at: _at, ...item }: JournalRow): JournalItem | undefined {
  if (ofVisits.has(item.kind)) return undefined;
  const { trace: _trace, journey: _journey, report: _report, ...rest } = item;
  return rest;
}

/** Is there anything that `withoutVisit` takes away? */
export function hasVisit({ kind, trace }: JournalItem): boolean {
  return ofVisits.has(kind) || trace !== undefined;
}

/**
 * A row that names nobody any more: what was billed by it, how long it took and which rule it was stays. Ids of engagements tell rows of one from
 * another's, which minutes are counted by; `alias` gives them another name where theirs could be known to somebody.
 */
export function namelessRow(row: JournalRow, alias: (id: string) => string = (id) => id): JournalItem | undefined {
  const item = withoutVisit(row);
  if (item === undefined) return undefined;
  const { visitor: _visitor, conversation: _conversation, invitation: _invitation, engagement, ...rest } = item;
  return {
    ...rest,
    // The old one holds the visitor's session.
    key: `nameless/${row.number}`,
    ...(engagement === undefined ? {} : { engagement: alias(engagement) }),
  };
}

export function hasName({ key, visitor, conversation, invitation }: JournalItem): boolean {
  return (
    !key.startsWith('nameless/') || visitor !== undefined || conversation !== undefined || invitation !== undefined
  );
}

/**
 * A line of the ledger that names nobody any more. Amounts, credit, rule, rep and the shop's own number stay, so that every sum is what it was. One
 * that only a page reported has the page's session in its key and gets another.
 */
export function namelessOrder(record: OrderRecord): OrderRecord {
  const { visitor: _visitor, conversation: _conversation, invitation: _invitation, key, ...rest } = record;
  return { ...rest, key: key.startsWith('page/') ? `page/nameless/${record.order}` : key };
}

export function namesSomebody(record: OrderRecord): boolean {
  return namelessOrder(record).key !== record.key || record.visitor !== undefined || record.conversation !== undefined;
}
