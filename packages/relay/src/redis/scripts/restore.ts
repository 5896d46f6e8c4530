import { StoreUnavailableError } from '../../ports/index.ts';
import { keysOfLog } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asText } from '../script/reply.ts';
import { partsOf } from './lib/whole.ts';
import { readStored } from './read-view.ts';

const script = defineScript('restore', ['compacted']);

/** It is compacted a day after the last word at the earliest: twice in a row is a coincidence, and this often a fault. */
export const restoredAtMost = 5;

/** Puts a compacted conversation back; one that is not compacted is left as it is. */
export async function restore(link: Link, conversation: string): Promise<void> {
  const { value } = await readStored(link, conversation);
  if (value === undefined) return;
  const { state, senders, log } = partsOf(value);
  const [fields, sessions] = [Object.entries(state), Object.entries(senders)];
  const entries = log.flatMap((entry) => {
    const [id, words] = asList(entry);
    const list = asList(words).map(asText);
    return [asText(id).replace('-0', ''), String(list.length), ...list];
  });
  const counts = [String(fields.length), String(sessions.length)];
  await script(link, keysOfLog(conversation), [value, ...counts, ...fields.flat(), ...sessions.flat(), ...entries]);
}

export function compactedAnew(): StoreUnavailableError {
  return new StoreUnavailableError(
    `A conversation was compacted again ${restoredAtMost} times in a row while it was written to.`,
  );
}

/** The answer of a script of one conversation, once it does not meet it compacted. */
export async function askRestored(link: Link, conversation: string, ask: () => Promise<Reply>): Promise<Reply> {
  for (let attempt = 0; attempt < restoredAtMost; attempt += 1) {
    const answer = await ask();
    const isCompacted = answer === 'compacted' || (Array.isArray(answer) && answer[0] === 'compacted');
    if (!isCompacted) return answer;
    await restore(link, conversation);
  }
  throw compactedAnew();
}
