import type { ConversationRecord } from '../../ports/index.ts';
import { assertNever } from '../assert-never.ts';
import { accept, decline } from './answer.ts';
import { ask } from './ask.ts';
import { goLive, pickUp } from './by-message.ts';
import { fence } from './fence.ts';
import { open, openInvited } from './open.ts';
import { noAnswer, repLost } from './requeue.ts';
import { resolve } from './resolve.ts';
import { ring } from './ring.ts';
import type { ConversationInput, Outcome } from './types.ts';

/**
 * The life of a conversation: what the record becomes by this input, what is written to the log with it, and what must follow.
 * Every state and every input has an answer; what makes no sense is refused with a reason and changes nothing.
 */
export function stepConversation(
  record: ConversationRecord | undefined,
  input: ConversationInput,
  now: number,
): Outcome {
  switch (input.kind) {
    case 'open':
      return open(record, input, now);
    case 'go_live':
      return goLive(record, input, now);
    case 'pick_up':
      return pickUp(record, input, now);
    case 'open_invited':
      return openInvited(record, input, now);
    case 'ring':
      return ring(record, input, now);
    case 'accept':
      return accept(record, input, now);
    case 'decline':
      return decline(record, input, now);
    case 'no_answer':
      return noAnswer(record, input, now);
    case 'rep_lost':
      return repLost(record, input);
    case 'ask':
      return ask(record, input, now);
    case 'fence':
      return fence(record, input, now);
    case 'resolve':
      return resolve(record, input, now);
    default:
      return assertNever(input);
  }
}
