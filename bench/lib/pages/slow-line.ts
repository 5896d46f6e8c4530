import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface SlowLine {
  readonly port: number;
  stop(): Promise<void>;
}

/** A line to `port` of this machine on which everything takes half of the round trip each way, and each way carries so many bits a second. WebSockets too. */
export async function startSlowLine(port: number, roundTripMs: number, bitsPerSecond: number): Promise<SlowLine> {
  const open = new Set<Socket>();
  const bytesPerMs = bitsPerSecond / 8 / 1_000;
  /** All connections share the line. */
  const carry = () => {
    let freeAt = 0;
    return (from: Socket, to: Socket): void => {
      from.on('data', (chunk) => {
        const now = performance.now();
        freeAt = Math.max(freeAt, now) + chunk.length / bytesPerMs;
        setTimeout(() => to.writable && to.write(chunk), freeAt - now + roundTripMs / 2);
      });
      from.on('close', () => setTimeout(() => to.end(), roundTripMs / 2));
      from.on('error', () => to.destroy());
    };
  };
  const [up, down] = [carry(), carry()];
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    up(near, far);
    down(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
