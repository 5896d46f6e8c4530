import type { Cursor } from '../../../src/ports/index.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import { conversations, sites } from '../world.ts';
import type { World } from '../world.ts';

/** Parties that look at conversations, from where they last were or from where they never could have been. */
export function createLooks(world: World): Generate {
  const { random, clock } = world;

  function cursor(conversation: string): Cursor {
    const known = world.cursors.get(random.chance(0.9) ? conversation : random.pick(conversations)) ?? [];
    if (known.length === 0 || random.chance(0.15)) return { offset: 0, chain: '' };
    const found = random.pick(known);
    const dice = random.below(10);
    if (dice === 0) return { ...found, chain: '0123456789ab' };
    if (dice === 1) return { ...found, offset: found.offset + 1 + random.below(50) };
    return found;
  }

  function look(conversation: string): Operation {
    const dice = random.below(100);
    if (dice < 20) {
      const args = [conversation, random.below(40), random.below(30)] as const;
      return operation('conversations.read', args, (store) => store.conversations.read(...args));
    }
    if (dice < 40) {
      const sessions = ['1', '2', '3', '9'].map((digit) => digit.padStart(32, '0'));
      const args = [conversation, cursor(conversation), [...sessions, 'relay/eng_1/3']] as const;
      return operation('conversations.attach', args, (store) => store.conversations.attach(...args));
    }
    if (dice < 50)
      return operation('conversations.view', [conversation], (store) => store.conversations.view(conversation));
    if (dice < 55) {
      const args = Array.from({ length: random.below(4) }, () => random.pick([...conversations, 'cnv_none']));
      return operation('conversations.views', args, (store) => store.conversations.views(args));
    }
    if (dice < 65) {
      const context = { page: { url: 'https://shop.example/', title: world.text() } };
      const args = [conversation, context] as const;
      return operation('conversations.setContext', args, (store) => store.conversations.setContext(...args));
    }
    if (dice < 82) {
      const args = [conversation, random.pick(['visitor', 'rep'] as const), random.below(60)] as const;
      return operation('conversations.setRead', args, (store) => store.conversations.setRead(...args));
    }
    if (dice < 92) {
      const args = [random.pick(sites), conversation, clock.now()] as const;
      return operation('conversations.touch', args, (store) => store.conversations.touch(...args));
    }
    const args = [random.pick(sites), clock.now() + 1_000 - random.below(5_000), random.below(4)] as const;
    return operation('conversations.recent', args, (store) => store.conversations.recent(...args));
  }

  return () => [look(world.conversation())];
}
