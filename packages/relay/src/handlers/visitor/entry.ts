import type { EntryKind, Reason } from '@tillside/protocol';
import { appendEntry } from '../append.ts';
import type { Appended } from '../append.ts';
import type { Sequenced } from '../answer.ts';
import { goLiveIfStaffed, leaveMessage } from '../conversation/by-message.ts';
import { isAnswered } from '../conversation/is-answered.ts';
import { openByVisitor, resumeOpening } from '../conversation/open.ts';
import type { VisitorParty, World } from '../types.ts';

/**
 * Appends a visitor's entry to the visitor's own conversation.
 *
 * @param sent the frame's own body, where the entry says more than it
 */
export function appendByVisitor(
  frame: Sequenced,
  party: VisitorParty,
  world: World,
  kind: EntryKind,
  body: string,
  sent = body,
): Promise<Appended | undefined> {
  return appendEntry(frame, party, world, {
    conversation: party.conversation,
    kind,
    by: { kind: 'visitor', id: party.visitor },
    body,
    sent,
  });
}

/** Nothing followed it in the log: the first try may have died before it did what the word asks for. An offset that is forgotten is old. */
async function isLast({ offset }: Appended, { conversation }: VisitorParty, world: World): Promise<boolean> {
  return offset > 0 && (await world.store.conversations.read(conversation, offset, 1)).length === 0;
}

/**
 * What was written wants an answer: where nothing is open an engagement opens for it, once, however often the frame comes.
 *
 * @param wanted by message: the visitor wants no more than an answer later; and what it is about, where the visitor said so
 */
export async function openFor(
  appended: Appended,
  party: VisitorParty,
  world: World,
  { isByMessage = false, reason }: { readonly isByMessage?: boolean; readonly reason?: Reason } = {},
): Promise<void> {
  const isAgain = appended.kind === 'duplicate';
  if (appended.hasOpenEngagement) {
    if (isAgain) await resumeOpening(party, world);
    if (isAgain && !(await isLast(appended, party, world))) return;
    await (isByMessage ? leaveMessage(party, world) : goLiveIfStaffed(party, world));
  } else if (!isAgain || !(await isAnswered(party.conversation, appended.offset, world))) {
    await openByVisitor(
      party,
      Math.max(0, appended.offset - 1),
      { isByMessage, ...(reason === undefined ? {} : { reason }) },
      world,
    );
  }
}
