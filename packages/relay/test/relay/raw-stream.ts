import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { TestRelay } from '../../src/testing.ts';
import { createInbox } from './inbox.ts';
import type { Told } from './inbox.ts';

export interface Ask {
  readonly site?: string;
  readonly credential?: string;
  readonly origin?: string | undefined;
  /** `&mode=poll`, `&after=…` */
  readonly more?: string;
  readonly method?: string;
}

/** One HTTP stream, as a client that reads lines has it. */
export interface RawStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly lines: readonly Told[];
  /** The next line of this type, read already or not. */
  next(type: string): Promise<Told>;
  /** Every line, once the answer has ended. */
  readonly whole: Promise<readonly Told[]>;
  /** Stops reading, as a stalled machine does. */
  stall(): void;
  cut(): void;
}

const open = (relay: TestRelay, path: string, body: string, ask: Ask): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { site = 'site_halden', credential, more = '', method = 'POST' } = ask;
    const origin = 'origin' in ask ? ask.origin : relay.origin;
    const headers = {
      ...(origin === undefined ? {} : { origin }),
      ...(credential === undefined ? {} : { authorization: `Visitor ${credential}` }),
    };
    const asked = request(`${relay.url}${path}?site=${site}${more}`, { method, headers, agent: false }, resolve);
    asked.on('error', reject);
    asked.end(body);
  });

export async function openStream(relay: TestRelay, hello: object | string, ask: Ask = {}): Promise<RawStream> {
  const answer = await open(relay, '/v1/stream', typeof hello === 'string' ? hello : JSON.stringify(hello), ask);
  const { all: lines, take, next } = createInbox();
  let rest = '';
  answer.setEncoding('utf8');
  answer.on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) take(JSON.parse(part) as Told);
  });
  const whole = new Promise<readonly Told[]>((resolve) => {
    answer.on('close', () => resolve(lines));
    answer.on('error', () => resolve(lines));
  });
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    lines,
    whole,
    stall: () => void answer.pause(),
    cut: () => void answer.destroy(),
    next,
  };
}

export interface PostAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly lines: readonly Told[];
}

/** One POST of frames and all that it is answered. */
export async function post(relay: TestRelay, frames: readonly (object | string)[], ask: Ask = {}): Promise<PostAnswer> {
  const body = frames.map((frame) => (typeof frame === 'string' ? frame : JSON.stringify(frame))).join('\n');
  const answer = await open(relay, '/v1/frames', body, ask);
  answer.setEncoding('utf8');
  let text = '';
  for await (const part of answer) text += String(part);
  const isLines = answer.headers['content-type'] === 'application/x-ndjson';
  const lines = isLines
    ? text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Told)
    : [];
  return { status: answer.statusCode ?? 0, headers: answer.headers, text, lines };
}
