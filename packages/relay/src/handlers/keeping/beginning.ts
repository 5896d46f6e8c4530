import type { ConversationsPort, ConversationView, StoredEntry } from '../../ports/index.ts';

const atOnce = 100;

/** Files that entries name. */
export function fileIdsIn(entries: readonly StoredEntry[]): readonly string[] {
  return entries
    .filter(({ kind }) => kind === 'file')
    .map(({ body }) => (JSON.parse(body) as { readonly file: string }).file);
}

/**
 * What of a conversation that goes on can go by itself: entries from before `before`, up to the last engagement, which stays whole. Empty: none.
 *
 * @param before milliseconds since the epoch
 */
export async function readBeginning(
  conversations: Pick<ConversationsPort, 'read'>,
  conversation: string,
  { record, log }: Pick<ConversationView, 'record' | 'log'>,
  before: number,
): Promise<readonly StoredEntry[]> {
  const end = record?.engagement?.startOffset ?? 0;
  const beginning: StoredEntry[] = [];
  for (let after = log.trimmedTo ?? 0; after < end;) {
    const page = await conversations.read(conversation, after, Math.min(atOnce, end - after));
    const old = page.filter(({ at }) => at < before);
    beginning.push(...old);
    const last = old.at(-1);
    if (last === undefined || old.length < page.length) break;
    after = last.offset;
  }
  return beginning;
}
