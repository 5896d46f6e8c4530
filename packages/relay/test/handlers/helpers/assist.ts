import type { TestRep, TestVisitor } from './parties.ts';
import type { useRelay } from './use-relay.ts';

/** The visitor is invited on the way out and says yes; the rep answers and writes a first word. An order would be a saved cart now. */
export async function assist(
  relay: ReturnType<typeof useRelay>,
  rep: TestRep,
  visitor: TestVisitor,
  playbook?: string,
): Promise<void> {
  await visitor.request('leaving', playbook);
  await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
  await relay.now.clock.pass(200);
  await rep.answer();
  await relay.now.clock.pass(200);
  await rep.say(visitor.party.conversation, 'May I help?');
  await relay.now.clock.pass(1_000);
}
