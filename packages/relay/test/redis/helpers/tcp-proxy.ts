import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Connections open now. */
  count(): number;
  /** Ends all, and lets only so many be open from now on. */
  allow(most: number): void;
  /** Puts bytes in front of whatever the server sends next, on every connection. */
  slipIn(bytes: string): void;
  close(): Promise<void>;
}

/** Passes everything on to a port of this machine, and now and then more than everything. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const waiting = new Map<Socket, string>();
  let most = Number.POSITIVE_INFINITY;
  const server = createServer((client) => {
    if (open.size >= most) {
      client.destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    open.add(client);
    client.pipe(upstream);
    upstream.on('data', (data) => {
      client.write(waiting.get(client) ?? '');
      waiting.delete(client);
      client.write(data);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(client);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: () => open.size,
    allow(count) {
      most = count;
      for (const client of open) client.destroy();
      open.clear();
    },
    slipIn(bytes) {
      for (const client of open) waiting.set(client, bytes);
    },
    async close() {
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
