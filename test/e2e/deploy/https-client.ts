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
  /** A POST whose answer is read line by line as it comes. */
  follow(path: string, options: { headers: Record<string, string>; body: unknown }): Promise<TestStream>;
  /** An opened socket and what it is told, or the status with which the upgrade was refused. */
  open(path: string, origin: string): Promise<TestSocket>;
}

export interface TestStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The next line of this type. */
  hear(type: string): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

export interface TestSocket {
  send(frame: object): void;
  /** The next frame of this type. */
  hear(type: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** What was heard and not taken yet, and who waits for more. */
function createHearing() {
  const heard: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  return {
    take(text: string): void {
      heard.push(JSON.parse(text) as Record<string, unknown>);
      for (const look of waiting) look();
    },
    /** The next one of this type; rejects when `onEnd` runs first. */
    hear: (type: string, onEnd: (end: (why: string) => void) => void) =>
      new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
        const look = () => {
          const index = heard.findIndex((frame) => frame['type'] === type);
          if (index < 0) return;
          waiting.delete(look);
          resolve(heard.splice(index, 1)[0] ?? {});
        };
        waiting.add(look);
        onEnd((why) => reject(new Error(`${why} before ${type}`)));
        look();
      }),
  };
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
    async follow(path, { headers, body }) {
      const asked = request({ ...place, path, method: 'POST', headers: { host: name, ...headers }, agent: false });
      asked.end(JSON.stringify(body));
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      const hearing = createHearing();
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(hearing.take);
      });
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        hear: (type) => hearing.hear(type, (end) => response.once('close', () => end('ended'))),
        close: () => void response.destroy(),
      };
    },
    async open(path, origin) {
      const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, {
        origin,
        agent: new Agent({ servername: name, ca: certificate }),
        headers: { host: name },
      });
      const hearing = createHearing();
      socket.on('message', (data) => hearing.take(String(data)));
      await once(socket, 'open');
      return {
        send: (frame) => socket.send(JSON.stringify(frame)),
        hear: (type) => hearing.hear(type, (end) => socket.once('close', (code: number) => end(`closed with ${code}`))),
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
