import type { AttachResult, Cursor } from '../../ports/index.ts';
import { judgeCursor } from '../../ports/log-rules.ts';
import { keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asRecord, asText } from '../script/reply.ts';
import { edgeOf, viewOf } from './lib/state.ts';
import { entriesOf, partsOf } from './lib/whole.ts';

const script = defineScript('attach', ['compacted']);

/** Judges a cursor, and gives the view and the sessions' places as of the same moment. */
export async function attach(
  link: Link,
  conversation: string,
  { offset, chain }: Cursor,
  sessions: readonly string[],
): Promise<AttachResult> {
  const reply = await script(link, keysOfLog(conversation), [String(offset), chain, ...sessions]);
  const [verdict, flat, detail] = asList(reply);
  const state = asRecord(flat);
  const cursor = { offset, chain };
  const answer = (whole: typeof state, isOnLog: boolean, highest: readonly number[]): AttachResult => ({
    ...viewOf(whole),
    ...judgeCursor(cursor, isOnLog, edgeOf(whole)),
    highest: Object.fromEntries(sessions.map((session, index) => [session, highest[index] ?? 0])),
  });
  if (verdict !== 'compacted') return answer(state, verdict === 'ok', asList(detail).map(asNumber));
  const parts = partsOf(asText(detail));
  const isOnLog = entriesOf(parts).some((entry) => entry.offset === offset && entry.chain === chain);
  const highest = sessions.map((session) => Number.parseInt(parts.senders[session] ?? '0', 10));
  return answer({ ...parts.state, ...state }, isOnLog, highest);
}
