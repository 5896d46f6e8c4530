import type { DirectorySnapshot, Rep, Site, Team } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asText } from '../script/reply.ts';

const script = defineScript('load-directory');

function byId<T extends { readonly id: string }>(reply: Reply | undefined): readonly T[] {
  const items = asList(reply).map((json) => JSON.parse(asText(json)) as T);
  return items.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The directory whole, as of one revision. */
export async function loadDirectory(link: Link): Promise<DirectorySnapshot> {
  const reply = await script(link, [keys.revision(), keys.sites(), keys.teams(), keys.repRecords()], []);
  const [revision, sites, teams, reps] = asList(reply);
  return { revision: asNumber(revision), sites: byId<Site>(sites), teams: byId<Team>(teams), reps: byId<Rep>(reps) };
}
