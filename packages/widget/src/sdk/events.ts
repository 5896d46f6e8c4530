import { announce, listen, page, win } from '../env.ts';
import { guard, passOver } from './guard.ts';
import type { Emit, Listener, TillsideEventName, TillsideEvents } from './types.ts';

const PREFIX = 'tillside:';

interface Layer {
  push(entry: object): unknown;
}

/**
 * Tells the shop. Events are CustomEvents on the document, and `on` listens to those: a listener of the shop that throws is
 * the shop's own error, as with any event.
 */
export const emit: Emit = (name, detail) => {
  // For tag managers; they may have replaced `push`, and it may throw.
  guard(
    () => (win().dataLayer as Layer | undefined)?.push({ event: `tillside_${name}`, tillside: detail }),
    passOver,
  )();
  return announce(PREFIX + name, detail);
};

/** Listens until the function it returns is called. */
export function subscribe<Name extends TillsideEventName>(
  name: Name,
  listener: Listener<Name>,
  isOnce?: boolean,
): () => void {
  const ending = new AbortController();
  listen(
    page(),
    PREFIX + name,
    (event) => {
      if (isOnce) ending.abort();
      listener((event as CustomEvent<TillsideEvents[Name]>).detail, event as CustomEvent<TillsideEvents[Name]>);
    },
    ending.signal,
  );
  return () => ending.abort();
}
