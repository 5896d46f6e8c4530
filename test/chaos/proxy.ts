import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createBellFilter } from './resp.ts';

/** From whoever connects to the server behind, or back. */
export type Direction = 'there' | 'back';

/** A stretch of network that can be broken: TCP in, TCP out. */
export interface FaultProxy {
  /** On 127.0.0.1. */
  readonly port: number;
  /** New connections lead there from now on. */
  leadTo(port: number): void;
  /**
   * What stands now passes nothing in these directions any more, and nobody is told: half open with one, a cable that was pulled with both.
   * New connections are as good as ever. Of every connection, or of the share that `isMeant` picks.
   */
  swallow(directions: readonly Direction[], isMeant?: (index: number) => boolean): void;
  /** Every byte, of connections old and new, is this much later. Milliseconds; 0: at once. */
  delay(ms: number): void;
  /** Nothing that Redis publishes comes through, on connections old and new. */
  loseBells(isLost: boolean): void;
  /** New connections are taken and then hang, as behind a firewall that drops; false: as ever. */
  hang(isHanging: boolean): void;
  /** Ends all connections with a reset. */
  reset(): void;
  close(): Promise<void>;
}

interface Pipe {
  readonly swallowed: Set<Direction>;
  readonly ends: readonly Socket[];
}

/** @param speaksRedis the server behind is a Redis: its bells can be told from its answers */
export async function startFaultProxy(to: number, speaksRedis = false): Promise<FaultProxy> {
  let target = to;
  let delayMs = 0;
  let areBellsLost = false;
  let isHanging = false;
  const pipes = new Set<Pipe>();

  function pump(from: Socket, into: Socket, direction: Direction, pipe: Pipe): void {
    // Replies are told apart from the connection's beginning, so that bells can be lost at any moment.
    const pass = speaksRedis && direction === 'back' ? createBellFilter(() => areBellsLost) : (data: Buffer) => data;
    let lastAt = 0;
    const later = (run: () => void): void => {
      if (delayMs === 0 && lastAt <= performance.now()) return run();
      lastAt = Math.max(lastAt, performance.now() + delayMs);
      setTimeout(run, lastAt - performance.now());
    };
    from.on('data', (data: Buffer) => {
      if (pipe.swallowed.has(direction)) return;
      const kept = pass(data);
      if (kept.length > 0) later(() => into.writable && into.write(kept));
    });
    from.on('end', () => pipe.swallowed.has(direction) || later(() => into.end()));
    from.on('error', () => {});
    from.on('close', () => {
      // Who cannot be heard cannot say that it went away.
      if (!pipe.swallowed.has(direction)) later(() => into.destroy());
      if (pipe.ends.every((end) => end.destroyed)) pipes.delete(pipe);
    });
  }

  const server = createServer((near) => {
    near.setNoDelay(true);
    if (isHanging) {
      near.on('error', () => {});
      pipes.add({ swallowed: new Set(['there', 'back']), ends: [near] });
      return;
    }
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const pipe: Pipe = { swallowed: new Set(), ends: [near, far] };
    pipes.add(pipe);
    pump(near, far, 'there', pipe);
    pump(far, near, 'back', pipe);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => void (target = port),
    swallow(directions, isMeant = () => true) {
      [...pipes].forEach(({ swallowed }, index) => {
        if (isMeant(index)) for (const direction of directions) swallowed.add(direction);
      });
    },
    delay: (ms) => void (delayMs = ms),
    loseBells: (isLost) => void (areBellsLost = isLost),
    hang: (isNow) => void (isHanging = isNow),
    reset() {
      for (const { ends } of pipes) for (const end of ends) end.resetAndDestroy();
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const { ends } of pipes) for (const end of ends) end.destroy();
      await closed;
    },
  };
}
