import { StoreUnavailableError } from '../../../src/ports/index.ts';

/** What the reference's ports stand on. */
export interface Ground {
  /** One operation: nothing comes between, and nobody shares what goes in or out. */
  readonly act: <T>(run: () => T) => Promise<T>;
  readonly time: (nowMs: number | undefined) => number;
  /** Heard once the operation is over. */
  readonly ring: (topic: string, message?: string) => void;
}

export function createGround(isOpen: () => boolean, ring: Ground['ring']): Ground {
  return {
    act: async (run) => {
      if (!isOpen()) throw new StoreUnavailableError('The reference is closed.');
      return structuredClone(run());
    },
    time: (nowMs) => nowMs ?? Date.now(),
    ring,
  };
}

/** As through a store: what JSON does not say is not there. */
export function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** The map's value for the key, made where it is missing. */
export function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** A record that is only written on top of the revision it was made from. */
export function compareAndSet<T extends { readonly revision: number }>(
  map: Map<string, T>,
  key: string,
  record: T,
  expectedRevision: number,
  now: number,
) {
  const current = map.get(key);
  if ((current?.revision ?? 0) !== expectedRevision) return { kind: 'stale', current } as const;
  const revision = expectedRevision + 1;
  map.set(key, copy({ ...record, revision }));
  return { kind: 'committed', at: now, revision } as const;
}

/** By text, as bytes are ordered. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
