import type { RefusalCodeName } from '@tillside/protocol';
import { refuse, tell } from './answer.ts';
import type { Sequenced } from './answer.ts';
import type { Party } from './types.ts';

/**
 * Which seq of a session was refused for good on this socket, until it is filled. What was in flight behind it comes as a gap and is
 * answered `behind_refused`: a rewind would make the client repeat the very frame that was refused (client rule 3).
 */
const refusedAt = new WeakMap<Party, Map<string, number>>();

/** Whose order it is: that of a session in a conversation. */
export const keyOf = ({ session, conversation }: Sequenced) => `${session} ${conversation}`;

/**
 * Refuses a sequenced frame and remembers where the session stands still. What is behind a refused one is only that, whatever else is
 * wrong with it: the client gave its number to another frame meanwhile.
 */
export function refuseSequenced(party: Party, frame: Sequenced, code: RefusalCodeName, detail?: string): void {
  let places = refusedAt.get(party);
  if (places === undefined) refusedAt.set(party, (places = new Map()));
  const before = places.get(keyOf(frame));
  if (before !== undefined && frame.seq > before) return refuse(party, frame, 'behind_refused');
  places.set(keyOf(frame), frame.seq);
  return refuse(party, frame, code, detail);
}

/** The place was filled. */
export function noteFilled(party: Party, frame: Sequenced): void {
  const places = refusedAt.get(party);
  const place = places?.get(keyOf(frame));
  if (place !== undefined && frame.seq >= place) places?.delete(keyOf(frame));
}

/** The store knows the session up to `highest` only. */
export function answerGap(party: Party, frame: Sequenced, highest: number): void {
  const places = refusedAt.get(party);
  const place = places?.get(keyOf(frame));
  // Filled, though its answer never said so: the store had not answered then.
  if (place !== undefined && place <= highest) places?.delete(keyOf(frame));
  if (place !== undefined && place === highest + 1 && frame.seq > place) refuse(party, frame, 'behind_refused');
  else tell(party, { type: 'rewind', session: frame.session, conversation: frame.conversation, highest });
}
