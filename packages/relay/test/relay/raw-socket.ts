import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { TestRelay } from '../../src/testing.ts';

type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

/** A socket that says whatever a test wants, well-formed or not. */
export interface Raw {
  readonly frames: readonly Frame[];
  say(frame: object | string): void;
  /** The next frame of this type, heard already or not. */
  next(type: string): Promise<Frame>;
  /** The code it was closed with. */
  readonly closed: Promise<number>;
  close(): void;
}

export function newSession(): string {
  return randomBytes(16).toString('hex');
}

export function hello(credential?: string, session = newSession()): Frame {
  return { type: 'hello', version: 1, sessions: [session], ...(credential === undefined ? {} : { credential }) };
}

export function visitorPath(site = 'site_halden'): string {
  return `/v1/socket?site=${site}`;
}

/** Opens a socket; rejects with the HTTP status of a refused upgrade. */
export async function openRaw(
  relay: TestRelay,
  path = visitorPath(),
  headers: Record<string, string> = { origin: relay.origin },
): Promise<Raw> {
  const socket = new WebSocket(relay.webSocketUrl + path, { headers });
  const frames: Frame[] = [];
  const taken = new Set<Frame>();
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame);
    for (const look of waiting) look();
  });
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
    next: (type) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no ${type}; heard ${frames.map((frame) => frame.type).join(', ')}`)),
          5_000,
        );
        const look = () => {
          const found = frames.find((frame) => frame.type === type && !taken.has(frame));
          if (found === undefined) return;
          taken.add(found);
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
