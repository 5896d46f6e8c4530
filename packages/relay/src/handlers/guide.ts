import type { Party, VisitorParty, World } from './types.ts';

/** A socket's name among all nodes. */
export function socketName({ link }: Party, world: World): string {
  return `${world.node}/${link.id}`;
}

interface Asked {
  readonly by: string;
  readonly at: number;
}

/** A page that takes longer to look itself over is busy with something better. */
const answerWithinMs = 10_000;
/** By the visitor's socket: who asked last, and has no answer yet. */
const asked = new WeakMap<VisitorParty, Asked>();

/**
 * Is this the page to ask? Of several sockets of a visitor on this node it is the one heard of last, and everywhere it must be on the page
 * that the reps see the visitor on.
 */
export function isOnThatPage(party: VisitorParty, url: string | undefined, world: World): boolean {
  const here = [...world.sockets.visitorsOf(party.visitor)].filter(
    ({ context }) => url === undefined || context?.page.url === url,
  );
  const latest = here.toSorted((a, b) => (b.heardAt ?? 0) - (a.heardAt ?? 0))[0];
  return latest === party;
}

export function askPage(party: VisitorParty, by: string, world: World): void {
  asked.set(party, { by, at: world.now() });
  party.link.send({ type: 'guide.asked' });
}

/** Who waits for this page's list; each question is answered once. */
export function takeAsker(party: VisitorParty, world: World): string | undefined {
  const found = asked.get(party);
  asked.delete(party);
  return found !== undefined && world.now() - found.at <= answerWithinMs ? found.by : undefined;
}
