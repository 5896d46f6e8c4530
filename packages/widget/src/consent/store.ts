import { toJson } from '@tillside/protocol/client';
import { localStore } from '../env.ts';

/** Everything the widget remembers, by short key. docs/security.md lists the keys. */
export interface Store {
  /** What was written, or nothing. Storage belongs to whoever has the page: readers check what they rely on. */
  _get<Value>(key: string): Value | undefined;
  /** The text as it is stored, to see whether another tab changed it. */
  _raw(key: string): string | undefined;
  /** `undefined` removes. */
  _set(key: string, value: unknown): void;
  /** Full name of a key in `localStorage`. */
  _name(key: string): string;
  /** What the visitor agreed to, in the bits of consent.ts: on this page, in another tab or on an earlier page. */
  _granted(): number;
  /**
   * The visitor agreed to this: what may be kept from now on is, what was remembered until now included. What may not is removed, and
   * kept in memory from now on.
   */
  _allow(granted: number): void;
}

/** Until when the visitor does not want to be asked: a day, no identifier, and the visitor's own choice, so it needs no consent and outlives it. */
export const DO_NOT_DISTURB = 'dnd';

/** Who this is to the relay: its visitor id, from which experiments' arms are drawn. */
export const VISITOR = 'visitor';

/** What a conversation needs: consent, credential, chat, panel, owed, outbox:…, tabs. All other keys are for analytics (the bit 2). */
const CONVERSATION = /^(c[ohr]|p|o[uw]|t)/;

/** Memory, or the page's own `localStorage` for what may be kept there; memory also where that is full or denied. */
export function createStore(site: string): Store {
  const prefix = `tillside:${site}:`;
  const memory = new Map<string, string>();

  const diskFor = (key: string): Storage | undefined =>
    key === DO_NOT_DISTURB || granted & 2 || (granted && CONVERSATION.test(key)) ? localStore() : undefined;
  const raw = (key: string): string | undefined => memory.get(key) ?? diskFor(key)?.getItem(prefix + key) ?? undefined;
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
  // Looked for whatever may be kept: somebody has to remember the answer.
  let granted = +(localStore()?.getItem(`${prefix}consent`) as string);

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
      if (value !== undefined) return write(key, toJson(value));
      memory.delete(key);
      if (raw(key)) localStore()?.removeItem(prefix + key);
    },
    _name: (key) => prefix + key,
    _granted: () => granted,
    _allow(next) {
      granted = next;
      if (!next) memory.clear();
      for (const [key, text] of memory) if (diskFor(key)) write(key, text);
      if (next) write('consent', `${next}`);
      for (const name of Object.keys(localStore() ?? {})) {
        if (name.startsWith(prefix) && !diskFor(name.slice(prefix.length))) localStore()?.removeItem(name);
      }
    },
  };
}
