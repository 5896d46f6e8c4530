import { useSyncExternalStore } from 'react';

/** A shop has a router for this. */
function listen(look: () => void): () => void {
  addEventListener('hashchange', look);
  return () => removeEventListener('hashchange', look);
}

/** The page that the address names: `checkout` of `#/checkout`, and nothing at the start. The widget sees by itself that it changes. */
export const usePage = (): string =>
  useSyncExternalStore(
    listen,
    () => location.hash.slice(2),
    () => '',
  );
