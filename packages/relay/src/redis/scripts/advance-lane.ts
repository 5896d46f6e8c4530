import { hash } from 'node:crypto';
import { limits } from '@tillside/protocol';
import { laneKeptMs } from '../../ports/index.ts';
import type { LaneResult, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, unexpected } from '../script/reply.ts';

const script = defineScript('advance-lane', ['session']);

/** Takes the next frame of a visitor's lane. */
export async function advanceLane(
  link: Link,
  visitor: string,
  session: string,
  seq: number,
  sent: string,
  nowMs: NowMs,
): Promise<LaneResult> {
  const digest = hash('sha1', sent).slice(0, 12);
  const reply = await script(
    link,
    [keys.lanes(visitor)],
    [session, String(seq), digest, String(limits.rememberedBodies), String(laneKeptMs)],
    nowMs,
  );
  const [kind, highest] = asList(reply);
  switch (kind) {
    case 'next':
    case 'duplicate':
    case 'conflict':
      return { kind };
    case 'gap':
      return { kind, highest: asNumber(highest) };
    default:
      throw unexpected('a place on the lane', reply);
  }
}
