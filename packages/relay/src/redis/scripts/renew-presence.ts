import { presenceLeaseMs } from '../../ports/index.ts';
import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { checkField } from '../script/fields.ts';

const script = defineScript('renew-presence', ['floor']);

/** Nodes get a new name with every start, so their leases are forgotten some day. */
const forgetAfterMs = 3_600_000;
/** Who is gone for longer is not looked at when somebody is chosen: those who went home would stand in front of everybody. */
export const readyForMs = 60_000;

/** A node's word on who is connected to it. */
export async function renewPresence(
  link: Link,
  team: string,
  node: string,
  reps: readonly string[],
  nowMs: NowMs,
): Promise<void> {
  const times = [presenceLeaseMs, forgetAfterMs, readyForMs].map(String);
  const slot = [
    keys.leases(team),
    keys.present(team),
    keys.reps(team),
    keys.loads(team),
    keys.ready(team),
    keys.floorVersion(team),
  ];
  await script(link, slot, [team, checkField(node), ...times, ...reps.map(checkField)], nowMs);
}
