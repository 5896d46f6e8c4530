import { createHash } from 'node:crypto';
import { compress } from '../../compact/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asText } from '../script/reply.ts';
import { amendedParts } from './amend-journal.ts';

const script = defineScript('seal-journal', ['compacted']);

/** Puts the oldest `count` rows up to a number into one value, once there are so many; resolves to how many it were. */
export async function sealJournal(link: Link, site: string, upTo: number, count: number): Promise<number> {
  const range = ['ZRANGEBYSCORE', keys.amended(site), '-inf', String(upTo), 'LIMIT', '0', String(count)];
  const members = asList(await link.send(range)).map(asText);
  if (members.length < count) return 0;
  const rows = members.map(amendedParts);
  const [first, last] = [rows[0]?.[0], rows.at(-1)?.[0]];
  const bytes = compress({ rows: { names: ['number', 'at', 'item'], rows } });
  const digest = createHash('sha1').update(members.join('')).digest('hex');
  const value = `${first}:${bytes.toString('latin1')}`;
  const args = [String(last), value, String(rows.length), digest];
  const places = [keys.journal(site), keys.amended(site), keys.sealed(site)];
  return (await script(link, places, args)) === 1 ? rows.length : 0;
}
