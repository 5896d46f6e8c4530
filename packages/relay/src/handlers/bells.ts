import { parseBell } from './bell-messages.ts';
import type { BellMessage } from './bell-messages.ts';
import { isOnThatPage, takeList } from './guide.ts';
import { lookSoon } from './view.ts';
import type { Party, World } from './types.ts';

/**
 * A conversation's bell rang for a party attached to it. Entries, and the bell that means them alone, are the transport's; everything else is
 * told from here.
 * Rejects only for a fault of ours.
 */
export async function onConversationBell(
  message: string,
  conversation: string,
  party: Party,
  world: World,
): Promise<void> {
  const bell = parseBell(message);
  const other = party.kind === 'visitor' ? 'rep' : 'visitor';
  const address = party.kind === 'visitor' ? 'mine' : conversation;
  if (bell === undefined) return;
  if (bell === 'look') {
    lookSoon(conversation, party, world);
  } else if ('typing' in bell) {
    if (bell.typing !== other) return;
    const { text } = bell;
    // What is typed goes one way alone: to reps.
    const shown = party.kind === 'rep' && text !== undefined ? { text } : {};
    party.link.send({ type: 'typing.seen', conversation: address, by: other, ...shown });
  } else if ('read' in bell) {
    const { by, offset } = bell.read;
    if (by === other) party.link.send({ type: 'read.moved', conversation: address, by, offset });
  } else if ('guide' in bell) {
    tellGuide(bell, conversation, party, world);
  } else if ('withdrawn' in bell) {
    if (party.kind === 'visitor') party.link.send({ type: 'invitation.withdrawn', invitation: bell.withdrawn });
  } else if (party.kind === 'rep') {
    const { context } = await world.store.conversations.view(conversation);
    if (context !== undefined) party.link.send({ type: 'context.changed', conversation, context });
  }
}

function tellGuide(
  bell: Extract<BellMessage, { guide: string }>,
  conversation: string,
  party: Party,
  world: World,
): void {
  if (bell.guide === 'asked') {
    if (party.kind === 'visitor' && isOnThatPage(party, bell.url, world)) party.link.send({ type: 'guide.asked' });
    return;
  }
  if (party.kind !== 'rep') return;
  if (bell.guide === 'moved') {
    const { offset, state } = bell;
    party.link.send({ type: 'guide.moved', conversation, offset, state });
  } else if (takeList(party, conversation, world)) {
    party.link.send({ type: 'guide.listed', conversation, targets: bell.targets });
  }
}
