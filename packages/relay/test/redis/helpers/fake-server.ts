import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface FakeServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A server that answers each command by what `answers` holds for its first word, in the wire's own bytes, and with an error where it holds
 * nothing. A ping comes back as a ping does: with the text it brought.
 */
export async function startFakeServer(answers: Readonly<Record<string, string>>): Promise<FakeServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    socket.on('data', (data) => {
      // Commands are small, and come whole.
      for (const [, name = '', text] of String(data).matchAll(
        /\*\d+\r\n\$\d+\r\n([A-Z]+)\r\n(?:\$\d+\r\n(.*)\r\n)?/g,
      )) {
        const pong = text === undefined ? '+PONG\r\n' : bulkReply(text);
        socket.write(answers[name] ?? (name === 'PING' ? pong : '-ERR unknown command\r\n'));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Texts as one answer. */
export function listReply(...texts: readonly string[]): string {
  return `*${texts.length}\r\n${texts.map(bulkReply).join('')}`;
}

export function bulkReply(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}
