import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface BrokenProxy {
  /** For the browser's `--proxy-server`. */
  readonly url: string;
  /** Paths that were asked for, without queries. */
  readonly asked: readonly string[];
  /** Upgrades and tunnels that it would not make. */
  readonly refused: () => number;
  /** Breaks every answer that is under way to a path that ends like this; resolves to how many. */
  cut(path: string): number;
  stop(): Promise<void>;
}

export interface BrokenProxyOptions {
  /** Ports of relays, taken in turn for the link's requests, whoever they were meant for. */
  readonly nodes: readonly number[];
  /** Answers are passed on only when they are whole. */
  readonly isBuffering?: boolean;
}

const isLinks = (path: string): boolean => /^\/v1\/(stream|frames)$/.test(path);

/** A web proxy as some companies have it: plain requests pass, WebSockets do not. */
export async function startBrokenProxy({ nodes, isBuffering = false }: BrokenProxyOptions): Promise<BrokenProxy> {
  const asked: string[] = [];
  const open = new Map<ServerResponse, string>();
  const sockets = new Set<Socket>();
  let refused = 0;
  let turn = 0;

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const url = new URL(incoming.url ?? '/');
    asked.push(url.pathname);
    const port = isLinks(url.pathname) ? nodes[turn++ % nodes.length] : Number(url.port);
    const { 'proxy-connection': _, ...headers } = incoming.headers;
    const options = { port, host: '127.0.0.1', path: url.pathname + url.search, method: incoming.method, headers };
    const onward = request(options, (answer) => {
      open.set(outgoing, url.pathname);
      const chunks: Buffer[] = [];
      const begin = (): void => void outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (!isBuffering) {
        begin();
        outgoing.flushHeaders();
      }
      answer.on('data', (chunk: Buffer) => (isBuffering ? chunks.push(chunk) : outgoing.write(chunk)));
      answer.on('end', () => {
        if (isBuffering) {
          begin();
          outgoing.write(Buffer.concat(chunks));
        }
        outgoing.end();
      });
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      open.delete(outgoing);
      onward.destroy();
    });
    incoming.pipe(onward);
  };

  const server = createServer(pass);
  const refuse = (_: IncomingMessage, socket: { end(text: string): void }): void => {
    refused += 1;
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  };
  server.on('connect', refuse);
  server.on('upgrade', refuse);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    refused: () => refused,
    cut(path) {
      const those = [...open].filter(([, of]) => of.endsWith(path));
      for (const [answer] of those) answer.destroy();
      return those.length;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
