import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asText } from '../script/reply.ts';
import { readyForMs } from './renew-presence.ts';

const script = defineScript('recount', ['floor', 'choice']);

/** Counts anew what is counted as it goes. */
export async function recount(link: Link, team: string, nowMs: NowMs): Promise<readonly string[]> {
  const slot = [
    keys.claims(team),
    keys.loads(team),
    keys.messageSites(team),
    keys.messageLoads(team),
    keys.reps(team),
    keys.present(team),
    keys.ready(team),
    keys.floorVersion(team),
  ];
  return asList(await script(link, slot, [team, String(readyForMs)], nowMs)).map(asText);
}
