import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { WebSocket } from 'ws';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface HttpsClient {
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: unknown }): Promise<Answer>;
  /** An opened socket and what it is told, or the status with which the upgrade was refused. */
  open(path: string, origin: string): Promise<TestSocket>;
}

export interface TestSocket {
  send(frame: object): void;
  /** The next frame of this type. */
  hear(type: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** Speaks to `name` as a browser would, with that name and this certificate, though it is a port of this machine. */
export function createHttpsClient(name: string, port: number, certificate: string): HttpsClient {
  const place = { host: '127.0.0.1', port, servername: name, ca: certificate };
  return {
    async ask(path, { method = 'GET', headers = {}, body } = {}) {
      const asked = request({ ...place, path, method, headers: { host: name, ...headers }, agent: false });
      asked.end(body === undefined ? undefined : JSON.stringify(body));
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      const bytes = Buffer.concat(await response.toArray());
      const isZipped = response.headers['content-encoding'] === 'gzip';
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: (isZipped ? gunzipSync(bytes) : bytes).toString(),
      };
    },
    async open(path, origin) {
      const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, {
        origin,
        agent: new Agent({ servername: name, ca: certificate }),
        headers: { host: name },
      });
      const heard: Record<string, unknown>[] = [];
      const waiting = new Set<() => void>();
      socket.on('message', (data) => {
        heard.push(JSON.parse(String(data)) as Record<string, unknown>);
        for (const look of waiting) look();
      });
      await once(socket, 'open');
      return {
        send: (frame) => socket.send(JSON.stringify(frame)),
        hear: (type) =>
          new Promise((resolve, reject) => {
            const look = () => {
              const index = heard.findIndex((frame) => frame['type'] === type);
              if (index < 0) return;
              waiting.delete(look);
              resolve(heard.splice(index, 1)[0] ?? {});
            };
            waiting.add(look);
            socket.once('close', (code: number) => reject(new Error(`closed with ${code} before ${type}`)));
            look();
          }),
        async close() {
          const gone = once(socket, 'close');
          socket.close();
          await gone;
        },
      };
    },
  };
}

/** A page load's id. */
export const newSession = (): string => randomBytes(16).toString('hex');
