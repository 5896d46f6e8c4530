import { createHash } from 'node:crypto';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asText } from '../script/reply.ts';
import { amendedParts } from './amend-journal.ts';
import { packed } from './lib/packed.ts';

const script = defineScript('seal-journal', ['compacted']);

/** Puts the oldest `count` rows up to a number into one value, once there are so many; resolves to how many it were. */
export async function sealJournal(link: Link, site: string, upTo: number, count: number): Promise<number> {
  const range = ['ZRANGEBYSCORE', keys.amended(site), '-inf', String(upTo), 'LIMIT', '0', String(count)];
  const members = asList(await link.send(range)).map(asText);
  if (members.length < count) return 0;
  const rows = members.map(amendedParts);
  const [first = 0, last = 0] = [rows[0]?.[0], rows.at(-1)?.[0]];
  const digest = createHash('sha1').update(members.join('')).digest('hex');
  const value = packed(first, { rows: { names: ['number', 'at', 'item'], rows } });
  const args = [String(last), value, String(rows.length), digest];
  const places = [keys.journal(site), keys.amended(site), keys.sealed(site)];
  return (await script(link, places, args)) === 1 ? rows.length : 0;
}
