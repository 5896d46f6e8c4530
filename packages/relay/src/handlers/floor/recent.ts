import type { ConversationsAnswer, FloorItem } from '@tillside/protocol';
import { floorItemOf } from '../../core/floor-view.ts';
import type { Rep } from '../../ports/index.ts';
import { floorWords } from './floor-words.ts';
import type { World } from '../types.ts';

const page = 50;

/** The conversations of the sites that the rep's team serves, the one that moved last first. */
export async function recentConversations(
  world: World,
  rep: Rep,
  before: number | undefined,
): Promise<ConversationsAnswer> {
  const beforeMs = before ?? Number.MAX_SAFE_INTEGER;
  const sites = world.directory().sitesOf(rep.team);
  const lists = await Promise.all(sites.map((site) => world.store.conversations.recent(site.id, beforeMs, page)));
  const all = lists.flat().toSorted((a, b) => b.at - a.at || (a.conversation < b.conversation ? 1 : -1));
  const shown = all.slice(0, page);
  const views = await world.store.conversations.views(shown.map(({ conversation }) => conversation));
  const items: FloorItem[] = [];
  for (const view of views) {
    const item = floorItemOf(view, rep.id, floorWords(view, world));
    if (item !== undefined) items.push(item);
  }
  const last = shown.at(-1);
  return { items, ...(shown.length < page || last === undefined ? {} : { next: last.at }) };
}
