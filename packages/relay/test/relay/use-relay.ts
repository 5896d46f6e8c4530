import { afterEach, beforeEach } from 'vitest';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { openRaw } from './raw-socket.ts';
import type { Raw } from './raw-socket.ts';

/** A fresh relay for every test of the file, closed after it together with the sockets that were opened to it. */
export function useRelay(): {
  readonly now: TestRelay;
  open(path?: string, headers?: Record<string, string>): Promise<Raw>;
} {
  let relay: TestRelay | undefined;
  const sockets: Raw[] = [];
  beforeEach(async () => {
    relay = await startTestRelay();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.close();
    await relay?.close();
  });
  const now = () => {
    if (relay === undefined) throw new Error('no relay outside a test');
    return relay;
  };
  return {
    get now() {
      return now();
    },
    async open(...args) {
      const socket = await openRaw(now(), ...args);
      sockets.push(socket);
      return socket;
    },
  };
}
