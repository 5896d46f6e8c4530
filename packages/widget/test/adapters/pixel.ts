import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtensionApi, PixelEvents } from '@shopify/web-pixels-extension';
import { SITE } from '../helpers/shop.ts';

type Handler = (event: unknown) => unknown;

/** The recipe, as it is pasted into Shopify's admin under Settings, Customer events. */
const text = await readFile(join(import.meta.dirname, '../../../../examples/shopify/pixel.js'), 'utf8');

export interface Pixel {
  readonly publish: <Name extends keyof PixelEvents>(
    name: Name,
    event: Pick<PixelEvents[Name], 'data'>,
  ) => Promise<void>;
}

/** Runs it in a sandbox of its own, with what Shopify gives a custom pixel and nothing else; storage is the page's, asynchronous. */
export function loadPixel(): Pixel {
  const handlers = new Map<string, Handler[]>();
  const analytics: Pick<ExtensionApi['analytics'], 'subscribe'> = {
    subscribe(name, callback) {
      handlers.set(name, [...(handlers.get(name) ?? []), callback as Handler]);
      return () => true;
    },
  };
  const storage: Pick<ExtensionApi['browser']['localStorage'], 'getItem' | 'setItem'> = {
    getItem: async (key) => localStorage.getItem(key ?? ''),
    setItem: async (key, value) => localStorage.setItem(key ?? '', value ?? ''),
  };
  const pixel = text.replace("'site_yours'", `'${SITE}'`);
  // oxlint-disable-next-line typescript/no-implied-eval -- the sandbox: it sees nothing but its two arguments
  const run = new Function('analytics', 'browser', 'window', 'document', 'localStorage', pixel) as (
    ...given: unknown[]
  ) => void;
  run(analytics, { localStorage: storage });
  return {
    async publish(name, event) {
      for (const handler of handlers.get(name) ?? []) await handler({ name, ...event });
    },
  };
}
