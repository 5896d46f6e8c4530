import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asOptional, asRecord } from '../script/reply.ts';

const script = defineScript('read-view', ['compacted']);

/** What stands in the state, and the value of a conversation that is compacted. */
export interface Stored {
  readonly state: Readonly<Record<string, string>>;
  readonly value?: string;
}

/** A conversation's state and, where it is compacted, all of it. */
export async function readStored(link: Link, conversation: string): Promise<Stored> {
  // A script costs the server several times as much: only where there is no log in the state is it asked.
  const live = asRecord(await link.send(['HGETALL', keys.state(conversation)]));
  if ('top' in live) return { state: live };
  const [state, value] = asList(await script(link, [keys.log(conversation), keys.state(conversation)], []));
  const text = asOptional(value);
  return { state: asRecord(state), ...(text === undefined ? {} : { value: text }) };
}
