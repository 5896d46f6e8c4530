import type { AttachResult, Cursor } from '../../ports/index.ts';
import { keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber } from '../script/reply.ts';
import { viewOf } from './lib/state.ts';

const script = defineScript('attach');

const beginning: Cursor = { offset: 0, chain: '' };

/** Judges a cursor, and gives the view and the sessions' places as of the same moment. Nothing is archived on this store. */
export async function attach(
  link: Link,
  conversation: string,
  { offset, chain }: Cursor,
  sessions: readonly string[],
): Promise<AttachResult> {
  const reply = await script(link, keysOfLog(conversation), [String(offset), chain, ...sessions]);
  const [verdict, state, highest] = asList(reply);
  const isOk = verdict === 'ok';
  const values = asList(highest);
  return {
    ...viewOf(state),
    state: isOk ? 'ok' : 'reset',
    from: isOk && offset > 0 ? { offset, chain } : beginning,
    highest: Object.fromEntries(sessions.map((session, index) => [session, asNumber(values[index])])),
  };
}
