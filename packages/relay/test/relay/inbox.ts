export type Told = Readonly<Record<string, unknown>> & { readonly type: string };

/** All that one link told, and what a test waits for. */
export interface Inbox {
  readonly all: readonly Told[];
  take(told: Told): void;
  /** The next one of this type, there already or not; each is given once. Rejects after twenty seconds, which is what a busy machine may need. */
  next(type: string): Promise<Told>;
}

export function createInbox(): Inbox {
  const all: Told[] = [];
  const given = new Set<Told>();
  const waiting = new Set<() => void>();
  return {
    all,
    take(told) {
      all.push(told);
      for (const look of waiting) look();
    },
    next: (type) =>
      new Promise((resolve, reject) => {
        const complain = () => reject(new Error(`no ${type}; was told ${all.map((told) => told.type).join(', ')}`));
        const timer = setTimeout(complain, 20_000);
        const look = () => {
          const found = all.find((told) => told.type === type && !given.has(told));
          if (found === undefined) return;
          given.add(found);
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
