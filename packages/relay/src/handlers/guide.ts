import type { RepParty, VisitorParty, World } from './types.ts';

/** A page that takes longer to look itself over is busy with something better. */
const answerWithinMs = 10_000;
/** By the rep's socket: of which conversations it asked the page, and has no answer yet. */
const asked = new WeakMap<RepParty, Map<string, number>>();

/** This socket waits for the list of that visitor's page. */
export function awaitList(party: RepParty, conversation: string, world: World): void {
  const now = world.now();
  const waiting = [...(asked.get(party) ?? [])].filter(([, at]) => now - at <= answerWithinMs);
  asked.set(party, new Map([...waiting, [conversation, now]]));
}

/** Did this socket ask for it? Each question is answered once; lists that nobody asked for reach nobody. */
export function takeList(party: RepParty, conversation: string, world: World): boolean {
  const at = asked.get(party)?.get(conversation);
  asked.get(party)?.delete(conversation);
  return at !== undefined && world.now() - at <= answerWithinMs;
}

/**
 * Is this the page to ask? Of several sockets of a visitor on this node it is the one heard of last, and everywhere it must be on the page
 * that the reps see the visitor on.
 */
export function isOnThatPage(party: VisitorParty, url: string | undefined, world: World): boolean {
  const there = [...world.sockets.visitorsOf(party.visitor)].filter(
    ({ context }) => url === undefined || context?.page.url === url,
  );
  return there.toSorted((a, b) => (b.heardAt ?? 0) - (a.heardAt ?? 0))[0] === party;
}
