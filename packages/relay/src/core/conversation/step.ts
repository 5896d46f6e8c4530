import type { ConversationRecord } from '../../ports/index.ts';
import { assertNever } from '../assert-never.ts';
import { accept, decline } from './answer.ts';
import { ask } from './ask.ts';
import { assign, goLive, leaveByMessage, pickUp, turn } from './by-message.ts';
import { fence } from './fence.ts';
import { open, openInvited } from './open.ts';
import { raise } from './raise.ts';
import { setReason } from './reason.ts';
import { handOver, noAnswer, repLost } from './requeue.ts';
import { endWrapUp, resolve, wrapUpOver } from './resolve.ts';
import { ring } from './ring.ts';
import { transfer, transferOver } from './transfer.ts';
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
      return repLost(record, input, now);
    case 'ask':
      return ask(record, input, now);
    case 'fence':
      return fence(record, input, now);
    case 'raise':
      return raise(record, input, now);
    case 'resolve':
      return resolve(record, input, now);
    case 'end_wrap_up':
      return endWrapUp(record, input);
    case 'wrap_up_over':
      return wrapUpOver(record, input, now);
    case 'assign':
      return assign(record, input, now);
    case 'turn':
      return turn(record, input, now);
    case 'leave_by_message':
      return leaveByMessage(record, input, now);
    case 'set_reason':
      return setReason(record, input, now);
    case 'transfer':
      return transfer(record, input, now);
    case 'transfer_over':
      return transferOver(record, input);
    case 'hand_over':
      return handOver(record, input, now);
    default:
      return assertNever(input);
  }
}
