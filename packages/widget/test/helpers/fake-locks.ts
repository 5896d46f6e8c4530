import { vi } from 'vitest';

type Held = (lock: object | null) => Promise<void> | null | undefined;

/** Web Locks as `ifAvailable` uses them; happy-dom has none. */
export function stubLocks() {
  const held = new Set<string>();
  const request = async (name: string, _options: { ifAvailable: true }, run: Held): Promise<void> => {
    if (held.has(name)) {
      await run(null);
      return;
    }
    held.add(name);
    try {
      await run({ name });
    } finally {
      held.delete(name);
    }
  };
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: { request } } }));
  return { held };
}
