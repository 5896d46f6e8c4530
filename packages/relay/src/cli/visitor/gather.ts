import { orderPages } from '../../handlers/orders/pages.ts';
import type { JournalRow, KeptFiles, KeptStore, OrderRecord, StoredEntry, StoredFile } from '../../ports/index.ts';

/** Where a visitor's things lie. */
export interface Holdings {
  readonly store: KeptStore;
  /** Absent: this relay takes no files. */
  readonly files?: KeptFiles | undefined;
}

const pageRows = 500;

export async function allEntries({ store }: Holdings, conversation: string): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for (;;) {
    const page = await store.conversations.read(conversation, entries.at(-1)?.offset ?? 0, pageRows);
    entries.push(...page);
    if (page.length < pageRows) return entries;
  }
}

/** Rows of the site's journal that name the visitor, oldest first, a page at a time. The journal has no list by visitor, so all of it is read. */
export async function* rowsOf(
  { store }: Holdings,
  site: string,
  { visitor, conversation }: { readonly visitor: string; readonly conversation: string },
): AsyncGenerator<readonly JournalRow[]> {
  let after = 0;
  for (;;) {
    const page = await store.keeping.journalAfter(site, after, pageRows);
    yield page.filter((row) => row.visitor === visitor || row.conversation === conversation);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

export async function ordersOf(
  { store }: Holdings,
  site: string,
  { visitor, conversation }: { readonly visitor: string; readonly conversation: string },
): Promise<readonly OrderRecord[]> {
  const found = new Map<string, OrderRecord>();
  for await (const page of orderPages(store.ledger, site, pageRows)) {
    for (const order of page)
      if (order.visitor === visitor || order.conversation === conversation) found.set(order.key, order);
  }
  return [...found.values()];
}

export async function filesOf({ files }: Holdings, conversation: string): Promise<readonly StoredFile[]> {
  return (await files?.ofConversation(conversation)) ?? [];
}
