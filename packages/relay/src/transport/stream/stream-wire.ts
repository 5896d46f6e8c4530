import type { ServerResponse } from 'node:http';
import { limits } from '@tillside/protocol';
import type { RepTold, StreamClosed, StreamNext, VisitorTold } from '@tillside/protocol';
import type { Wire, WireListener } from '../wire.ts';
import { createKnownFacts } from './known-facts.ts';

export interface StreamOptions {
  /** What the stream before ended with; absent: a first one. */
  readonly after: string | undefined;
  /** Ends after each batch, for proxies that pass an answer on only when it is whole. */
  readonly isPoll: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** What comes at once travels at once. */
const batchMs = 25;
/** The peer has this long to take what was written before the end. */
const partingMs = 10_000;

/**
 * Carries a party's frames down an HTTP answer, one JSON object a line. What goes up comes by POST, so nothing is heard here but the
 * first frame, which the caller gives to `hello`.
 */
export function createStreamWire(response: ServerResponse, { after, isPoll, headers }: StreamOptions) {
  const facts = createKnownFacts(after);
  let listener: WireListener | undefined;
  let isOver = false;
  let isGreeted = after !== undefined;
  let batchTimer: NodeJS.Timeout | undefined;

  const write = (line: object): void => void response.write(`${JSON.stringify(line)}\n`);

  const end = (line: StreamNext | StreamClosed, code: number): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(lifeTimer);
    clearTimeout(batchTimer);
    response.end(`${JSON.stringify(line)}\n`);
    if (!response.writableFinished) setTimeout(terminate, partingMs).unref();
    listener?.onClosed(code);
  };
  const next = (): void => end({ type: 'next', after: facts.mark() }, 1000);
  const lifeTimer = setTimeout(next, limits.streamMs);

  const terminate = (): void => {
    if (!response.writableFinished) response.destroy();
  };
  const wire: Wire = {
    hearsPongs: false,
    isOpen: () => !isOver,
    send(frame: VisitorTold | RepTold) {
      if (isOver) return;
      if (frame.type === 'live') isGreeted = true;
      const news = facts.news(frame);
      for (const one of news) write(one);
      if (isPoll && news.length > 0 && (isGreeted || frame.type === 'ping')) batchTimer ??= setTimeout(next, batchMs);
    },
    bufferedBytes: () => response.writableLength,
    close: (code, reason) => end({ type: 'closed', code, reason }, code),
    terminate() {
      isOver = true;
      clearTimeout(lifeTimer);
      clearTimeout(batchTimer);
      terminate();
    },
    listen(to) {
      listener = to;
    },
  };
  response.on('close', () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(lifeTimer);
    clearTimeout(batchTimer);
    listener?.onClosed(1006);
  });
  response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  return { wire, hello: (text: string): void => listener?.onText(text) };
}
