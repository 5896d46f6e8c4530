import { isVisibleToVisitor, limits } from '@tillside/protocol';
import { visitorOf } from '../../core/ids.ts';
import { answerLetter, transcriptLetter } from '../../core/letters.ts';
import type { Words } from '../../core/letters.ts';
import type { DueMail, Site, StoredEntry } from '../../ports/index.ts';
import type { World } from '../types.ts';

/** A letter holds so many entries at most: the last ones. */
const mostEntries = 1_000;

/** The address that opens a visitor's conversation in whatever browser it is followed; `id` makes it good for once. */
export type LinkOf = (
  who: { readonly site: string; readonly visitor: string; readonly generation: number },
  id: string,
) => string;

/** The words, and who they go to. */
interface Composed extends Words {
  readonly to: string;
}

async function visibleEntries(conversation: string, world: World): Promise<readonly StoredEntry[]> {
  const { log } = await world.store.conversations.view(conversation);
  const entries: StoredEntry[] = [];
  let after = Math.max(0, log.top - 2 * mostEntries);
  for (;;) {
    const page = await world.store.conversations.read(conversation, after, limits.pageEntries);
    entries.push(...page.filter(({ kind }) => isVisibleToVisitor(kind)));
    const last = page.at(-1);
    if (last === undefined || page.length < limits.pageEntries) return entries.slice(-mostEntries);
    after = last.offset;
  }
}

async function answerOf(mail: DueMail, site: Site, linkOf: LinkOf, world: World): Promise<Composed | undefined> {
  const { conversation, offset = 0 } = mail;
  const { log } = await world.store.conversations.view(conversation);
  // It was read meanwhile: the visitor knows.
  if (log.readBy.visitor >= offset) return undefined;
  const visitor = visitorOf(conversation);
  const record = await world.store.visitors.load(visitor);
  if (record === undefined || record.isBlocked) return undefined;
  const words = answerLetter(site, linkOf({ site: site.id, visitor, generation: record.generation }, mail.key));
  // Corrected meanwhile, the link is nothing for whoever has the first address.
  return { ...words, to: record.email ?? mail.to };
}

/** The words of a letter that is due; `undefined`: there is nothing to say any more. */
export async function compose(mail: DueMail, linkOf: LinkOf, world: World): Promise<Composed | undefined> {
  const site = world.directory().site(mail.site);
  if (site === undefined || !site.isEnabled) return undefined;
  if (mail.kind === 'answer') return answerOf(mail, site, linkOf, world);
  const entries = await visibleEntries(mail.conversation, world);
  return entries.length === 0 ? undefined : { ...transcriptLetter(entries, site), to: mail.to };
}
