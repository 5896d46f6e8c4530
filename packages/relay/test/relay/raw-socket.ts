import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { TestRelay } from '../../src/testing.ts';
import { createInbox } from './inbox.ts';
import type { Told } from './inbox.ts';

/** A socket that says whatever a test wants, well-formed or not. */
export interface Raw {
  readonly frames: readonly Told[];
  say(frame: object | string): void;
  /** The next frame of this type, heard already or not. */
  next(type: string): Promise<Told>;
  /** The code it was closed with. */
  readonly closed: Promise<number>;
  close(): void;
}

export function newSession(): string {
  return randomBytes(16).toString('hex');
}

export function hello(credential?: string, session = newSession()): Told {
  return { type: 'hello', version: 1, sessions: [session], ...(credential === undefined ? {} : { credential }) };
}

export function visitorPath(site = 'site_halden'): string {
  return `/v1/socket?site=${site}`;
}

export const REP_PATH = '/v1/console/socket';

export const message = (session: string, seq: number, text = 'hello') => ({
  type: 'message.send',
  session,
  conversation: 'mine',
  seq,
  body: { text },
});

/** Opens a socket; rejects with the HTTP status of a refused upgrade. */
export async function openRaw(
  relay: TestRelay,
  path = visitorPath(),
  headers: Record<string, string> = { origin: relay.origin },
): Promise<Raw> {
  const socket = new WebSocket(relay.webSocketUrl + path, { headers });
  const { all: frames, take, next } = createInbox();
  socket.on('message', (data) => take(JSON.parse(String(data)) as Told));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  const refused = new Promise<never>((_, reject) => {
    socket.on('unexpected-response', (_request, answer) =>
      reject(new Error(`HTTP ${answer.statusCode} ${answer.headers['retry-after'] ?? ''}`.trim())),
    );
    socket.on('error', reject);
  });
  refused.catch(() => {});
  await Promise.race([once(socket, 'open'), refused]);
  return {
    frames,
    closed,
    say: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    close: () => socket.terminate(),
    next,
  };
}
