import { afterEach, beforeEach } from 'vitest';
import type { World } from '../../../src/handlers/types.ts';
import type { Engagement } from '../../../src/ports/index.ts';
import { createTestWorld } from './node.ts';
import type { TestRelayWorld } from './node.ts';
import { openRep, openVisitor } from './parties.ts';
import type { TestRep, TestVisitor } from './parties.ts';

/** A fresh relay for every test of the file, closed after it; a fault on the way fails the test. */
export function useRelay(options: Pick<World, 'files' | 'mail' | 'chooseRep'> = {}): {
  readonly now: TestRelayWorld;
  rep(id: string): Promise<TestRep>;
  /** A visitor who has asked, and the floor has heard of it. */
  waiting(name: string, more?: { readonly site?: string; readonly language?: string }): Promise<TestVisitor>;
  engagementOf(conversation: string): Promise<Engagement | undefined>;
} {
  let relay: TestRelayWorld | undefined;
  beforeEach(async () => {
    relay = await createTestWorld(undefined, options);
  });
  afterEach(() => relay?.close());
  const now = () => {
    if (relay === undefined) throw new Error('no relay outside a test');
    return relay;
  };
  return {
    get now() {
      return now();
    },
    /** A rep who is connected and available. */
    async rep(id) {
      const rep = await openRep(now().node, id);
      await rep.status('available');
      await now().clock.pass(200);
      return rep;
    },
    async waiting(name, { site, language } = {}) {
      const visitor = openVisitor(now().node, name, site);
      if (language !== undefined) {
        visitor.party.context = { page: { url: 'https://alpha.example/', title: 'Shop' }, language };
      }
      await visitor.attach();
      await visitor.say('Hello?');
      await now().clock.pass(300);
      return visitor;
    },
    async engagementOf(conversation) {
      const { record } = await now().store.conversations.view(conversation);
      return record?.engagement;
    },
  };
}
