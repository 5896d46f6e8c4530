type Run = (lock: Lock | null) => unknown;

/** As much of a browser's lock manager as names locks, holds them, and says whether one is free. Shared by the windows of a test. */
export function fakeLocks(): LockManager & { held(): readonly string[] } {
  const queues = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  const hold = async (name: string, run: Run): Promise<unknown> => {
    held.add(name);
    try {
      return await run({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
    }
  };
  const request = (name: string, second: Run | LockOptions, third?: Run): Promise<unknown> => {
    const run = typeof second === 'function' ? second : third;
    const options = typeof second === 'function' ? {} : second;
    if (!run) throw new TypeError('no callback');
    if (options.ifAvailable && held.has(name)) return Promise.resolve(run(null));
    const turn = held.has(name) ? (queues.get(name) ?? Promise.resolve()).then(() => hold(name, run)) : hold(name, run);
    queues.set(name, turn);
    return turn;
  };
  return { request, held: () => [...held] } as object as LockManager & { held(): readonly string[] };
}
