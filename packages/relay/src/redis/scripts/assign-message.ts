import { weightOf } from '../../core/choice.ts';
import type { AssignRequest, AssignResult, NowMs } from '../../ports/index.ts';
import { keys, keysOfMessages } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { checkField } from '../script/fields.ts';
import { asList, asText, unexpected } from '../script/reply.ts';
import { broughtBy } from './lib/item.ts';

const script = defineScript('assign-message', ['floor', 'choice', 'messages']);

/** Gives a conversation by message to the best of the candidates who has room for one more. */
export async function assignMessage(
  link: Link,
  { team, item, candidates, prefer = '' }: AssignRequest,
  nowMs: NowMs,
): Promise<AssignResult> {
  const { conversation, queuedAt } = item;
  const those = candidates.flatMap((one) => [checkField(one.rep), String(one.capacity), String(weightOf(one))]);
  const reply = await script(
    link,
    [...keysOfMessages(team), keys.reps(team)],
    [team, conversation, broughtBy(item), String(queuedAt), prefer, ...those],
    nowMs,
  );
  const [kind, detail] = asList(reply);
  if (kind === 'assigned') return { kind, rep: asText(detail) };
  if (kind === 'none' && (detail === 'nobody' || detail === 'at_capacity')) return { kind, reason: detail };
  throw unexpected('whose a conversation by message became', reply);
}
