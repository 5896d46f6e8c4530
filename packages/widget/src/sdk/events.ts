import { announce, listen, page, win } from '../env.ts';
import { guard, passOver } from './guard.ts';
import type { Emit, Listener, TillsideEventName } from './types.ts';

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

type Subscribe = <Name extends TillsideEventName>(name: Name, listener: Listener<Name>, isOnce?: boolean) => () => void;

/** Listens until the function it returns is called. */
export const subscribe = guard((name: string, listener: (...told: unknown[]) => void, isOnce?: boolean) => {
  const ending = new AbortController();
  listen(
    page(),
    PREFIX + name,
    (event) => {
      if (isOnce) ending.abort();
      listener((event as CustomEvent).detail, event);
    },
    ending.signal,
  );
  return () => ending.abort();
}) as Subscribe;
