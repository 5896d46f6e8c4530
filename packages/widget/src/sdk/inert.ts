import type { Tillside } from './types.ts';

const nothing = (): void => undefined;

/** What `createTillside` gives where there is nothing to run: on a server, or without a site. */
export const inert = (version: string): Tillside => ({
  version,
  open: nothing,
  close: nothing,
  toggle: nothing,
  show: nothing,
  hide: nothing,
  identify: nothing,
  set: nothing,
  invite: nothing,
  setLocale: nothing,
  setTheme: nothing,
  track: nothing,
  page: nothing,
  consent: nothing,
  on: () => nothing,
  once: () => nothing,
  // It never becomes ready.
  ready: () => new Promise<void>(nothing),
  debug: async () => undefined,
  shutdown: nothing,
  destroy: nothing,
});
