import type { Status } from '@tillside/protocol';
import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('set-status', ['floor']);

/** What a rep chose. */
export async function setStatus(link: Link, team: string, rep: string, status: Status, nowMs: NowMs): Promise<void> {
  const slot = [keys.reps(team), keys.loads(team), keys.ready(team), keys.missed(team), keys.floorVersion(team)];
  await script(link, slot, [team, rep, status], nowMs);
}
