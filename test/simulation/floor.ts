import { ringClaimOf } from '../../packages/relay/src/core/ids.ts';
import { applyToConversation } from '../../packages/relay/src/handlers/conversation/apply.ts';
import { StoreUnavailableError } from '../../packages/relay/src/ports/index.ts';
import type { Node } from './node.ts';
import type { Scheduler } from './scheduler.ts';
import { teamOf } from './shop.ts';

const ringTimeoutMs = 20_000;

/**
 * Who gets which conversation: here the plan says it, everything else is the relay's own step of a conversation, on a node that may die
 * on the way.
 */
export function createFloor(scheduler: Scheduler, onFault: (fault: string) => void) {
  function on(node: Node, run: () => Promise<unknown>): void {
    scheduler.after(0, node.owner, () => {
      run().catch((error: unknown) => {
        if (!(error instanceof StoreUnavailableError)) onFault(`floor at ${node.owner.name}: ${String(error)}`);
      });
    });
  }

  return {
    /** Puts a waiting conversation before a rep. */
    assign: (node: Node, conversation: string, rep: string) =>
      on(node, () =>
        applyToConversation(
          conversation,
          (record) => {
            if (record?.engagement?.state !== 'queued') return undefined;
            const epoch = record.epoch + 1;
            const team = teamOf(rep);
            const claim = ringClaimOf(conversation, epoch, team);
            return { kind: 'ring', rep: { id: rep, name: rep }, team, claim, epoch, ringTimeoutMs };
          },
          scheduler.now(),
          node.world,
        ),
      ),
    /** The rep is gone: the conversation waits again. */
    lose: (node: Node, conversation: string) =>
      on(node, () =>
        applyToConversation(
          conversation,
          (record) => (record?.owner === undefined ? undefined : { kind: 'rep_lost', epoch: record.epoch }),
          scheduler.now(),
          node.world,
        ),
      ),
    resolve: (node: Node, conversation: string) =>
      on(node, () =>
        applyToConversation(
          conversation,
          (record) => {
            const { owner, epoch = 0 } = record ?? {};
            if (owner === undefined) return undefined;
            const { rep, claim } = owner;
            return { kind: 'resolve', rep: { id: rep, name: rep }, epoch, claim, disposition: 'Other', wrapUpMs: 0 };
          },
          scheduler.now(),
          node.world,
        ),
      ),
  };
}
