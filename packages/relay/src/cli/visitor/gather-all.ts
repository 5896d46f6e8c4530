import { conversationOf } from '../../core/ids.ts';
import type { JournalRow, StoredFile } from '../../ports/index.ts';
import { allEntries, filesOf, ordersOf, rowsOf } from './gather.ts';
import type { Holdings } from './gather.ts';

async function bytesOf({ files }: Holdings, { id }: StoredFile): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await files?.read(id)) ?? []) pieces.push(piece);
  return pieces.length === 0 ? undefined : Buffer.concat(pieces).toString('base64');
}

/** A file with its bytes as base64. */
export async function withBytes(holdings: Holdings, file: StoredFile) {
  return { ...file, base64: await bytesOf(holdings, file) };
}

/** Everything that is held of a visitor, as it lies there; JSON may be made of it. `undefined`: nothing is. */
export async function gatherAll(holdings: Holdings, visitor: string) {
  const { store } = holdings;
  const conversation = conversationOf(visitor);
  const who = { visitor, conversation };
  const record = await store.visitors.load(visitor);
  const view = await store.conversations.view(conversation);
  const site = record?.site ?? view.record?.site;
  if (site === undefined) return undefined;
  const journal: JournalRow[] = [];
  for await (const rows of rowsOf(holdings, site, who)) journal.push(...rows);
  const files = await filesOf(holdings, conversation);
  const entries = await allEntries(holdings, conversation);
  return {
    visitor,
    site,
    record,
    sessions: await store.keeping.sessionsOf(visitor),
    conversation: {
      id: conversation,
      ...view,
      entries: entries.map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown })),
    },
    journal,
    orders: await ordersOf(holdings, site, who),
    letters: await store.keeping.mailsOf(conversation),
    files: await Promise.all(files.map((file) => withBytes(holdings, file))),
  };
}
