import { presenceLeaseMs } from '../../ports/index.ts';
import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { checkField } from '../script/fields.ts';

const script = defineScript('renew-presence', ['floor']);

/** Nodes get a new name with every start, so their leases are forgotten some day. */
const forgetAfterMs = 3_600_000;

/** A node's word on who is connected to it. */
export async function renewPresence(
  link: Link,
  team: string,
  node: string,
  reps: readonly string[],
  nowMs: NowMs,
): Promise<void> {
  const args = [team, checkField(node), String(presenceLeaseMs), String(forgetAfterMs), ...reps.map(checkField)];
  await script(link, [keys.leases(team), keys.reps(team), keys.floorVersion(team)], args, nowMs);
}
