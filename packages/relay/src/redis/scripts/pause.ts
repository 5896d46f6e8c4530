import type { AwayCause, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { unexpected } from '../script/reply.ts';

const script = defineScript('pause', ['floor']);

/** Sets a rep away who is available. */
export async function pause(
  link: Link,
  team: string,
  rep: string,
  cause: AwayCause,
  nowMs: NowMs,
): Promise<'paused' | 'unchanged'> {
  const slot = [keys.reps(team), keys.ready(team), keys.floorVersion(team)];
  const reply = await script(link, slot, [team, rep, cause], nowMs);
  if (reply === 'paused' || reply === 'unchanged') return reply;
  throw unexpected('whether a rep was paused', reply);
}
