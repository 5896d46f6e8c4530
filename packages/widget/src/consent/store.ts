import { localStore } from '../env.ts';

/** Everything the widget remembers, by short key. docs/security.md lists the keys. */
export interface Store {
  /** What was written, or nothing. Storage belongs to whoever has the page: readers check what they rely on. */
  _get<Value>(key: string): Value | undefined;
  /** The text as it is stored, to see whether another tab changed it. */
  _raw(key: string): string | undefined;
  /** `undefined` removes. */
  _set(key: string, value: unknown): void;
  /** What an earlier page, or another tab, left in `localStorage`, whatever may be read now. */
  _left(key: string): string | undefined;
  /** Full name of a key in `localStorage`. */
  _name(key: string): string;
  /**
   * What the visitor agreed to, in the bits of consent.ts: what may be kept from now on is, what was remembered until now included. What
   * may not is removed, and kept in memory from now on.
   */
  _allow(granted: number): void;
}

/** Until when the visitor does not want to be asked: a day, no identifier, and the visitor's own choice, so it needs no consent and outlives it. */
export const DO_NOT_DISTURB = 'dnd';

/** Who this is to the relay: its visitor id, from which experiments' arms are drawn. */
export const VISITOR = 'visitor';

/** What a conversation needs. All other keys are for `analytics`. */
const CONVERSATION = /^(consent|credential|chat|panel|owed|tabs|outbox:.*)$/;
const ANALYTICS = 2;

/** Memory, or the page's own `localStorage` for what may be kept there; memory also where that is full or denied. */
export function createStore(site: string): Store {
  const prefix = `tillside:${site}:`;
  const memory = new Map<string, string>();
  let granted = 0;

  const diskFor = (key: string): Storage | undefined =>
    key === DO_NOT_DISTURB || granted & ANALYTICS || (granted && CONVERSATION.test(key)) ? localStore() : undefined;
  const left = (key: string): string | undefined => localStore()?.getItem(prefix + key) ?? undefined;
  const raw = (key: string): string | undefined => memory.get(key) ?? (diskFor(key) && left(key));
  const write = (key: string, text: string): void => {
    memory.set(key, text);
    try {
      const disk = diskFor(key);
      disk?.setItem(prefix + key, text);
      if (disk) memory.delete(key);
    } catch {
      // Full: then in memory.
    }
  };

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
      if (raw(key)) localStore()?.removeItem(prefix + key);
    },
    _left: left,
    _name: (key) => prefix + key,
    _allow(next) {
      const isLess = granted & ~next;
      granted = next;
      for (const [key, text] of memory) {
        if (diskFor(key)) write(key, text);
        else if (isLess) memory.delete(key);
      }
      for (const name of Object.keys(localStore() ?? {})) {
        if (name.startsWith(prefix) && !diskFor(name.slice(prefix.length))) localStore()?.removeItem(name);
      }
    },
  };
}
