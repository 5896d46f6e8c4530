/** Frames that only append: several of one socket may be under way, since the log's own rule keeps their order. */
const overlapping: ReadonlySet<string> = new Set([
  'message.send',
  'note.add',
  'offer.apply',
  'offer.make',
  'typing',
  'read',
  'context.set',
]);

/**
 * Runs a socket's frames. Appends overlap, everything else waits for what came before and holds up what comes after: a message sent
 * right behind "accept" must find the engagement that accept opened.
 */
export function createDispatcher(onFault: (error: unknown) => void): (type: string, run: () => Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  let isHeld = false;
  const underWay = new Set<Promise<void>>();

  const guarded = async (run: () => Promise<void>) => {
    try {
      await run();
    } catch (error) {
      onFault(error);
    }
  };

  return (type, run) => {
    if (overlapping.has(type)) {
      const work = isHeld ? last.then(() => guarded(run)) : guarded(run);
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
      return;
    }
    isHeld = true;
    const mine: Promise<void> = Promise.all([last, ...underWay])
      .then(() => guarded(run))
      .finally(() => {
        if (last === mine) isHeld = false;
      });
    last = mine;
  };
}
