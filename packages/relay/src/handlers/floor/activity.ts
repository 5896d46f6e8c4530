import type { ActivityItem } from '@tillside/protocol';
import { activityOf, isActivity } from '../../core/activity.ts';
import type { World } from '../types.ts';
import type { Background } from './background.ts';
import { createListeners } from './listeners.ts';

/** Lines in one frame; who was away longer reads the list over HTTP. */
const page = 50;

/** New lines of the journals of the sites that reps here look after. */
export interface ActivityWork {
  /** Which sites matter follows from who is connected. Resolves once their bells are heard. */
  sync(): Promise<void>;
  /** Bells may have been lost: looks at every site. */
  lookAll(): void;
  close(): Promise<void>;
}

export function createActivity(world: World, background: Background): ActivityWork {
  /** The last number told, by site. */
  const told = new Map<string, number>();
  const looking = new Set<string>();
  const dirty = new Set<string>();
  const bells = createListeners(world, (topic) => look(topic.slice('site/'.length)));

  const sitesHere = () => {
    const directory = world.directory();
    const teams = world.sockets.teams().filter((team) => world.sockets.connectedReps(team).length > 0);
    return new Set(teams.flatMap((team) => directory.sitesOf(team).map((site) => site.id)));
  };

  function look(site: string): void {
    if (looking.has(site)) {
      dirty.add(site);
      return;
    }
    looking.add(site);
    background.run(`activity ${site}`, async () => {
      try {
        do {
          dirty.delete(site);
          await tellNew(site);
        } while (dirty.has(site));
      } finally {
        looking.delete(site);
      }
    });
  }

  async function tellNew(site: string): Promise<void> {
    const from = told.get(site);
    if (from === undefined) return;
    const rows = await world.store.journal.read(site, undefined, page);
    const fresh = rows.filter(({ number }) => number > from);
    const last = fresh[0];
    if (last === undefined) return;
    told.set(site, Math.max(from, last.number));
    const items: ActivityItem[] = fresh
      .filter(isActivity)
      .map((row) => activityOf(site, row))
      .toReversed();
    if (items.length === 0) return;
    for (const team of world.directory().site(site)?.route ?? []) {
      for (const party of world.sockets.teamOf(team.team)) party.link.send({ type: 'activity.added', items });
    }
  }

  return {
    async sync() {
      const sites = sitesHere();
      for (const site of told.keys()) if (!sites.has(site)) told.delete(site);
      await bells.set([...sites].map((site) => `site/${site}`));
      for (const site of sites) {
        if (told.has(site)) continue;
        const [top] = await world.store.journal.read(site, undefined, 1);
        if (!told.has(site)) told.set(site, top?.number ?? 0);
      }
    },
    lookAll: () => {
      for (const site of told.keys()) look(site);
    },
    close: () => bells.close(),
  };
}
