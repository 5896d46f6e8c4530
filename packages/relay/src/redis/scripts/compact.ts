import { isCompacted } from '../commands/read-log.ts';
import { keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asRecord } from '../script/reply.ts';
import { partsOf, valueOf } from './lib/whole.ts';
import type { Parts } from './lib/whole.ts';
import { readStanding } from './read-view.ts';

const script = defineScript('compact', ['compacted']);

/** Putting back more would keep the server from everybody else for longer than a few milliseconds: such a log stays as it is. */
const mostEntries = 4_000;

/** What lies beside the state; nothing where it is too much, or somebody else made one value of it just now. */
async function partsAt(link: Link, conversation: string, value: string | undefined): Promise<Parts | undefined> {
  if (value !== undefined) return partsOf(value);
  const [key, , senders] = keysOfLog(conversation);
  try {
    const log = asList(await link.send(['XRANGE', key, '-', '+', 'COUNT', String(mostEntries + 1)]));
    if (log.length > mostEntries) return undefined;
    return { state: {}, senders: asRecord(await link.send(['HGETALL', senders])), log };
  } catch (error) {
    if (isCompacted(error)) return undefined;
    throw error;
  }
}

/** Makes one value of a conversation that stands at this top and revision. */
export async function compact(link: Link, conversation: string, top: number, revision: number): Promise<boolean> {
  const { state, value } = await readStanding(link, conversation);
  // It is one value already, and nothing was set since.
  if (value !== undefined && Object.keys(state).length === 0) return false;
  const parts = await partsAt(link, conversation, value);
  if (parts === undefined) return false;
  const whole = { ...parts, state: { ...parts.state, ...state } };
  if (top === 0 || whole.state['top'] !== String(top) || (whole.state['revision'] ?? '0') !== String(revision))
    return false;
  const args = [valueOf(whole), value ?? '', ...Object.entries(state).flat()];
  return (await script(link, keysOfLog(conversation), args)) === 1;
}
