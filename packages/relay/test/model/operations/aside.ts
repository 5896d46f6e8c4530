import type { MailOrder } from '../../../src/ports/index.ts';
import type { Clock } from '../clock.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import type { Random } from '../random.ts';
import { conversations, sites, teams } from '../world.ts';

/**
 * Letters, and conversations by message: between the steps of a run, by chance of their own, so that what a seed does elsewhere stays what
 * it was.
 */
export function createAside(random: Random, clock: Clock): Generate {
  const key = () => `m${random.below(6)}`;

  function mails(now: number): Operation {
    const dice = random.below(10);
    if (dice < 4) {
      const order: MailOrder = {
        key: key(),
        kind: random.pick(['transcript', 'answer'] as const),
        site: random.pick(sites),
        conversation: random.pick(conversations),
        to: 'ada@mail.example',
        ...(random.chance(0.5) ? { offset: random.below(9) } : {}),
      };
      const args = [order, 1_000 * random.below(4), now] as const;
      return operation('mails.put', args, (store) => store.mails.put(...args));
    }
    if (dice < 7) {
      const args = [random.below(4), 1_000 * random.below(5), now] as const;
      return operation('mails.take', args, (store) => store.mails.take(...args));
    }
    if (dice < 8) {
      const args = [key(), now] as const;
      return operation('mails.settle', args, (store) => store.mails.settle(...args));
    }
    const args = [key(), 1_000 * random.below(4), now] as const;
    return operation('mails.retry', args, (store) => store.mails.retry(...args));
  }

  function byMessage(now: number): Operation {
    const [team, conversation] = [random.pick(teams), random.pick(conversations)];
    if (random.chance(0.6)) {
      const item = { conversation, site: random.pick(sites), queuedAt: now - random.below(3) };
      return operation('floor.putByMessage', [team, item], ({ floor }) => floor.putByMessage(team, item));
    }
    const args = [team, conversation] as const;
    return operation('floor.removeByMessage', args, ({ floor }) => floor.removeByMessage(...args));
  }

  return () => (random.chance(0.3) ? [random.pick([mails, byMessage])(clock.now())] : []);
}
