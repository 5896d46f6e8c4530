/** So many questions under way at once. */
export const inFlight = 256;

export interface Done {
  readonly count: number;
  readonly seconds: number;
}

/** Asks `once(0)`, `once(1)` … up to `most` times, and begins none after `mostMs`. */
export async function runInFlight(
  once: (n: number) => Promise<boolean>,
  most: number,
  mostMs = Number.POSITIVE_INFINITY,
): Promise<Done> {
  const from = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < most && performance.now() - from < mostMs) {
      const n = next;
      next += 1;
      if (!(await once(n))) throw new Error(`number ${n} came to nothing`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { count: next, seconds: (performance.now() - from) / 1_000 };
}
