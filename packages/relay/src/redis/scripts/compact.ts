import { isCompacted } from '../commands/read-log.ts';
import { keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asRecord } from '../script/reply.ts';
import { partsOf, trimmed, valueOf } from './lib/whole.ts';
import type { Parts } from './lib/whole.ts';
import { readStored } from './read-view.ts';

const script = defineScript('compact', ['compacted']);

/** Putting back more would keep the server from everybody else for too long, as these do for some hundredths of a second: such a log stays as it is. */
const mostEntries = 4_000;

/** What lies beside the state, from an offset on; nothing where it is too much, or somebody else made one value of it just now. */
async function partsFrom(link: Link, conversation: string, from: number): Promise<Parts | undefined> {
  const [key, , senders] = keysOfLog(conversation);
  try {
    const log = asList(await link.send(['XRANGE', key, `${from}-0`, '+', 'COUNT', String(mostEntries + 1)]));
    if (log.length > mostEntries) return undefined;
    return { state: {}, senders: asRecord(await link.send(['HGETALL', senders])), log };
  } catch (error) {
    if (isCompacted(error)) return undefined;
    throw error;
  }
}

/** Makes one value of a conversation that stands at this top and revision, without the entries up to `trimTo`. */
export async function compact(
  link: Link,
  conversation: string,
  top: number,
  revision: number,
  trimTo = 0,
): Promise<boolean> {
  const { state, value } = await readStored(link, conversation);
  const parts = value === undefined ? await partsFrom(link, conversation, trimTo) : partsOf(value);
  if (parts === undefined) return false;
  const whole = { ...parts, state: { ...parts.state, ...state } };
  if (top <= trimTo || whole.state['top'] !== String(top) || (whole.state['revision'] ?? '0') !== String(revision))
    return false;
  const rest = trimmed(whole, trimTo);
  // It is this value already, and nothing was set since.
  if (value !== undefined && Object.keys(state).length === 0 && rest === whole) return false;
  const args = [valueOf(rest), value ?? '', ...Object.entries(state).flat()];
  return (await script(link, keysOfLog(conversation), args)) === 1;
}
