import { openVisitor } from './parties.ts';
import type { TestVisitor } from './parties.ts';
import { useRelay } from './use-relay.ts';

/** A relay, and what tests of invitations ask of it. */
export function useInvited() {
  const relay = useRelay();
  return {
    relay,
    loadOf: async (team: string, rep: string) =>
      (await relay.now.store.floor.snapshot(team)).reps.find((one) => one.rep === rep)?.load ?? 0,
    invitationsOf: async (visitor: TestVisitor) =>
      (await relay.now.store.visitors.load(visitor.party.visitor))?.invitations ?? [],
    /** The kinds of the site's journal, the oldest first. */
    journal: async () =>
      (await relay.now.store.journal.read('site_alpha', undefined, 100)).map(({ kind }) => kind).toReversed(),
    /** A visitor whose page asks for an invitation by this rule. */
    async invited(name = 'v', rule = 'leaving') {
      const visitor = openVisitor(relay.now.node, name);
      await visitor.attach();
      await visitor.request(rule);
      return visitor;
    },
  };
}
