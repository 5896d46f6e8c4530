import { missedKept } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { checkField } from '../script/fields.ts';
import { asNumber } from '../script/reply.ts';

const script = defineScript('note-missed', ['floor']);

/** Counts a ring that a rep let pass. */
export async function noteMissed(link: Link, team: string, rep: string, claim: string): Promise<number> {
  return asNumber(await script(link, [keys.missed(team)], [rep, checkField(claim), String(missedKept)]));
}
