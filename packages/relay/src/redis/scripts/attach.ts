import type { AttachResult, Cursor } from '../../ports/index.ts';
import { keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asRecord, asText } from '../script/reply.ts';
import { viewOf } from './lib/state.ts';
import { entriesOf, partsOf } from './lib/whole.ts';

const script = defineScript('attach', ['compacted']);

const beginning: Cursor = { offset: 0, chain: '' };

function judged(isOk: boolean, cursor: Cursor, sessions: readonly string[], highest: readonly number[]) {
  return {
    state: isOk ? ('ok' as const) : ('reset' as const),
    from: isOk && cursor.offset > 0 ? cursor : beginning,
    highest: Object.fromEntries(sessions.map((session, index) => [session, highest[index] ?? 0])),
  };
}

/** Judges a cursor, and gives the view and the sessions' places as of the same moment. Nothing is archived on this store. */
export async function attach(
  link: Link,
  conversation: string,
  { offset, chain }: Cursor,
  sessions: readonly string[],
): Promise<AttachResult> {
  const reply = await script(link, keysOfLog(conversation), [String(offset), chain, ...sessions]);
  const [verdict, flat, detail] = asList(reply);
  const state = asRecord(flat);
  if (verdict === 'compacted') {
    const parts = partsOf(asText(detail));
    const isOk = offset === 0 || entriesOf(parts).some((entry) => entry.offset === offset && entry.chain === chain);
    const highest = sessions.map((session) => Number.parseInt(parts.senders[session] ?? '0', 10));
    return { ...viewOf({ ...parts.state, ...state }), ...judged(isOk, { offset, chain }, sessions, highest) };
  }
  return { ...viewOf(state), ...judged(verdict === 'ok', { offset, chain }, sessions, asList(detail).map(asNumber)) };
}
