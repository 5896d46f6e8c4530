import { randomBytes } from 'node:crypto';
import { frameOf, openRawSocket } from './raw-socket.ts';
import type { RawSocket } from './raw-socket.ts';

const text = 'Does the strap fit the smaller body as well, and is it in stock in brown? I would need it by Friday.';

/** Somebody who writes and somebody who reads. Messages are numbered 1, 2, 3 …; any other order of arrival is an error. */
export interface Pair {
  send(n: number): void;
  /** Called with each message that arrived at the other end. */
  onArrived: (n: number) => void;
  /** The last message that the sender knows to be durable; the last that arrived, where nothing is acknowledged. */
  acknowledged(): number;
  close(): void;
}

/** Hands on what arrives, if it is the next one. */
function inOrder(pair: () => Pair): (n: number) => void {
  let last = 0;
  return (n) => {
    if (n !== last + 1) throw new Error(`message ${n} arrived behind message ${last}`);
    last = n;
    pair().onArrived(n);
  };
}

/** One socket on a bare `ws` server that sends back what it gets. */
export async function openEchoPair(port: number): Promise<Pair> {
  const socket = await openRawSocket(port, '/', 'http://bench');
  let arrived = 0;
  const pair: Pair = {
    send: (n) => socket.write(frameOf(`${n} ${text}${text}`)),
    onArrived: () => {},
    acknowledged: () => arrived,
    close: () => socket.close(),
  };
  const arrive = inOrder(() => pair);
  socket.onText = (told) => {
    arrived = Number.parseInt(told, 10);
    arrive(arrived);
  };
  return pair;
}

export function hello(credential?: string): { readonly session: string; readonly frame: Buffer } {
  const session = randomBytes(16).toString('hex');
  const frame = {
    type: 'hello',
    version: 1,
    sessions: [session],
    cursors: [],
    ...(credential === undefined ? {} : { credential }),
  };
  return { session, frame: frameOf(JSON.stringify(frame)) };
}

/** Resolves to the credential once the socket's conversation is live. */
export function untilLive(socket: RawSocket): Promise<string> {
  return new Promise((resolve) => {
    let credential = '';
    socket.onText = (told) => {
      const frame = JSON.parse(told) as { type: string; credential?: string };
      credential = frame.credential ?? credential;
      if (frame.type === 'live') resolve(credential);
    };
  });
}

export const ping = '{"type":"ping"}';
export const pong = frameOf('{"type":"pong"}');
const seqIn = /"seq":(\d+)/;

/** One visitor with two tabs: one writes to a relay, the other reads at a relay. */
export async function openRelayPair(writeAt: number, readAt: number): Promise<Pair> {
  const path = '/v1/socket?site=site_halden';
  const writer = await openRawSocket(writeAt, path, `http://127.0.0.1:${writeAt}`);
  const first = hello();
  const isWriterLive = untilLive(writer);
  writer.write(first.frame);
  const credential = await isWriterLive;
  const reader = await openRawSocket(readAt, path, `http://127.0.0.1:${readAt}`);
  const isReaderLive = untilLive(reader);
  reader.write(hello(credential).frame);
  await isReaderLive;

  let acknowledged = 0;
  const pair: Pair = {
    send: (n) =>
      writer.write(
        frameOf(
          `{"type":"message.send","session":"${first.session}","conversation":"mine","seq":${n},"body":{"text":"${text}"}}`,
        ),
      ),
    onArrived: () => {},
    acknowledged: () => acknowledged,
    close() {
      writer.close();
      reader.close();
    },
  };
  const arrive = inOrder(() => pair);
  reader.onText = (told) => {
    if (told === ping) reader.write(pong);
    else if (told.startsWith('{"type":"entry.added"') && told.includes('"kind":"message"'))
      arrive(Number(seqIn.exec(told)?.[1]));
  };
  writer.onText = (told) => {
    if (told === ping) writer.write(pong);
    else if (told.startsWith('{"type":"acked"')) acknowledged = Number(seqIn.exec(told)?.[1]);
    else if (told.startsWith('{"type":"refused"') || told.startsWith('{"type":"rewind"'))
      throw new Error(`the relay refused: ${told}`);
  };
  return pair;
}
