import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** The relay's time, as well as this machine knows it: waits are counted in it, whatever the rep's own clock says. */
export interface Clock {
  /** Moves once a second. Milliseconds since the epoch. */
  readonly now: ReadonlySignal<number>;
  /** At this very moment. */
  read(): number;
  /** The relay said what time it is. */
  set(relayNow: number): void;
  stop(): void;
}

export function createClock(machineNow: () => number = Date.now): Clock {
  let ahead = 0;
  const read = (): number => machineNow() + ahead;
  const now = signal(read());
  const timer = setInterval(() => (now.value = read()), 1_000);
  return {
    now,
    read,
    set(relayNow) {
      ahead = relayNow - machineNow();
      now.value = read();
    },
    stop: () => clearInterval(timer),
  };
}
