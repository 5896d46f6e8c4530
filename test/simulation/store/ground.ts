/** What the simulation's ports stand on. */
export interface Ground {
  /** One operation, whole and at once, wherever and whenever it happens. Only a write may call `undo` and `ring`. */
  readonly act: <T>(kind: 'read' | 'write', run: (now: number) => T) => Promise<T>;
  /** How to take the change just made back, should the store lose its tail. */
  readonly undo: (back: () => void) => void;
  /** Heard once the change is durable. */
  readonly ring: (topic: string, message?: string) => void;
}

/** The map's value for the key, made where it is missing. */
export function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Sets a value, so that it can be taken back. */
export function put<K, V>(ground: Ground, map: Map<K, V>, key: K, value: V): void {
  const before = map.get(key);
  const had = map.has(key);
  map.set(key, value);
  ground.undo(() => {
    if (had && before !== undefined) map.set(key, before);
    else map.delete(key);
  });
}

/** As through a store: what JSON does not say is not there, and nobody shares what went in. */
export function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
