import { stepConversation } from '../../core/conversation/step.ts';
import type { ConversationInput, Outcome } from '../../core/conversation/types.ts';
import type { ConversationRecord } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { runEffects } from './effects.ts';

export interface Applied {
  /** `undefined`: there was nothing to do. */
  readonly outcome: Outcome | undefined;
  /** As it stands afterwards. */
  readonly record: ConversationRecord | undefined;
}

/** Losing a race this often in a row is a fault, not bad luck: each loss means that somebody else got on. */
const patience = 50;

/**
 * Takes a conversation one step further: decides on what stands, writes it if nobody wrote meanwhile, and decides again if somebody did.
 * What must follow is run after the record is durable, and again when the step turns out to be done already.
 *
 * @param from what the caller read already; saves a look
 */
export async function applyToConversation(
  conversation: string,
  decide: (record: ConversationRecord | undefined) => ConversationInput | undefined,
  now: number,
  world: World,
  from?: { readonly record: ConversationRecord | undefined },
): Promise<Applied> {
  let { record } = from ?? (await world.store.conversations.view(conversation));
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const input = decide(record);
    if (input === undefined) return { outcome: undefined, record };
    const outcome = stepConversation(record, input, now);
    switch (outcome.kind) {
      case 'refused':
        return { outcome, record };
      case 'already':
        if (record !== undefined) await runEffects(record, outcome.effects, world);
        return { outcome, record };
      case 'changed': {
        const result = await world.store.conversations.commit(outcome.record, record?.revision ?? 0, outcome.entries);
        if (result.kind === 'committed') {
          await runEffects(outcome.record, outcome.effects, world);
          return { outcome, record: { ...outcome.record, revision: result.revision } };
        }
        record = result.current;
        break;
      }
      default:
        outcome satisfies never;
    }
  }
  throw new Error(`${conversation}: lost ${patience} races in a row for its record`);
}
