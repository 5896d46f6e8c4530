import { localStore } from '../env.ts';

/** Everything the widget remembers, by short key. docs/security.md lists the keys. */
export interface Store {
  /** What was written, or nothing. Storage belongs to whoever has the page: readers check what they rely on. */
  _get<Value>(key: string): Value | undefined;
  /** The text as it is stored, to see whether another tab changed it. */
  _raw(key: string): string | undefined;
  /** `undefined` removes. */
  _set(key: string, value: unknown): void;
  /** Whether an earlier page, or another tab, left this key in `localStorage`. */
  _isLeft(key: string): boolean;
  /** Full name of a key in `localStorage`. */
  _name(key: string): string;
  /** Consent was given: from now on in `localStorage`, with what was remembered until now. */
  _keep(): void;
  /** Consent was refused or withdrawn: removes everything but `dnd`, and keeps to memory from now on. */
  _forget(): void;
}

/** Until when the visitor does not want to be asked: a day, no identifier, and the visitor's own choice, so it outlives consent. */
export const DO_NOT_DISTURB = 'dnd';

/** Who this is to the relay: its visitor id, from which experiments' arms are drawn. */
export const VISITOR = 'visitor';

/** Memory until consent, then the page's own `localStorage`; memory again where that is full or denied. */
export function createStore(site: string): Store {
  const prefix = `tillside:${site}:`;
  const memory = new Map<string, string>();
  let disk: Storage | undefined;

  const write = (key: string, text: string): void => {
    memory.set(key, text);
    try {
      disk?.setItem(prefix + key, text);
      if (disk) memory.delete(key);
    } catch {
      // Full: then in memory.
    }
  };
  const raw = (key: string): string | undefined => memory.get(key) ?? disk?.getItem(prefix + key) ?? undefined;

  return {
    _get(key) {
      try {
        return JSON.parse(raw(key) ?? '');
      } catch {
        return undefined;
      }
    },
    _raw: raw,
    _set(key, value) {
      if (value !== undefined) return write(key, JSON.stringify(value));
      memory.delete(key);
      disk?.removeItem(prefix + key);
    },
    _isLeft: (key) => !!localStore()?.getItem(prefix + key),
    _name: (key) => prefix + key,
    _keep() {
      disk = localStore();
      for (const [key, text] of memory) write(key, text);
    },
    _forget() {
      const gone = localStore();
      disk = undefined;
      memory.clear();
      for (const key of Object.keys(gone ?? {})) {
        if (key.startsWith(prefix) && key !== prefix + DO_NOT_DISTURB) gone?.removeItem(key);
      }
    },
  };
}
