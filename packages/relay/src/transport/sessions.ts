/** The sessions a socket speaks for. Nearly always one, so a list: a set costs ten times the memory. A list that grows leaves room for more; `concat` leaves none. */
export class Sessions {
  #all: readonly string[] = [];

  get size(): number {
    return this.#all.length;
  }

  has(session: string): boolean {
    return this.#all.includes(session);
  }

  add(session: string): void {
    if (!this.has(session)) this.#all = this.#all.concat(session);
  }

  list(): readonly string[] {
    return this.#all;
  }
}
