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

/** Whose frames they are. */
export interface DispatcherOwner {
  /** A frame's work rejected with this. The frames behind it run all the same. */
  onFault(error: unknown): void;
}

/**
 * Runs a socket's frames. Appends overlap, everything else waits for what came before and holds up what comes after: a message sent
 * right behind "accept" must find the engagement that accept opened.
 */
export class Dispatcher {
  readonly #owner: DispatcherOwner;
  /** The last one that holds up others, until it is done. */
  #holding: Promise<void> | undefined;
  /** Only while something is: most sockets never say a word. */
  #underWay: Set<Promise<void>> | undefined;

  constructor(owner: DispatcherOwner) {
    this.#owner = owner;
  }

  /** An overlapping frame that nothing holds up begins before this returns. */
  run(type: string, work: () => Promise<void>): void {
    if (overlapping.has(type)) {
      const holding = this.#holding;
      this.#keep(holding === undefined ? this.#guarded(work) : holding.then(() => this.#guarded(work)));
      return;
    }
    const mine: Promise<void> = Promise.all([this.#holding, ...(this.#underWay ?? [])])
      .then(() => this.#guarded(work))
      .finally(() => {
        if (this.#holding === mine) this.#holding = undefined;
      });
    this.#holding = mine;
  }

  #keep(work: Promise<void>): void {
    const underWay = (this.#underWay ??= new Set());
    underWay.add(work);
    void work.then(() => {
      underWay.delete(work);
      if (underWay.size === 0 && this.#underWay === underWay) this.#underWay = undefined;
    });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#owner.onFault(error);
    }
  }
}
