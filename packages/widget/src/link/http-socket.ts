import type { StreamClosed, StreamNext, VisitorFrames, VisitorTold } from '@tillside/protocol';
import { toJson } from '@tillside/protocol/client';
import type { SocketLike } from '@tillside/protocol/client';

/** A link over plain HTTP, where a proxy breaks WebSockets: frames down by a stream, up by POST. */
export interface HttpModule {
  /** Looks like a WebSocket to the protocol's client. `url` is the socket's. */
  readonly createHttpSocket: (url: string) => SocketLike;
}

type Line = VisitorTold | StreamNext | StreamClosed;

/** A stream that streams is heard sooner; what a proxy keeps until it is whole is not. */
const FIRST_BYTE_MS = 5_000;
/** The relay's heartbeat is 20 s; a link this long without a sign of life was kept back on the way. */
const SILENT_MS = 21_000;
const POST_WITHIN_MS = 20_000;
/** Of one POST, which may be 64 KB with the context before it; a character takes three bytes at most. */
const POST_CHARACTERS = 16_000;
const ABNORMAL = 1006;
const REATTACH = 4010;

/** A proxy on the way keeps streams back: for the rest of the page each of them ends after what it has to tell. */
let isPolling = false;

export const createHttpSocket: HttpModule['createHttpSocket'] = (url) => {
  const events = new EventTarget();
  const emit = (type: string, more: object = {}): unknown => events.dispatchEvent(Object.assign(new Event(type), more));
  let queue: string[] = [];
  let isPosting = false;
  let isOver = false;
  let heardAt = 0;
  let stream = new AbortController();
  let hello: VisitorFrames['hello'];
  let credential: string | undefined;
  /** The last one: a POST may come to a node that never saw it. */
  let context = '';
  /** What the stream before ended with; absent at the first. */
  let after: string | undefined;

  const call = (path: string, query: string, body: string, options: RequestInit): Promise<Response> =>
    fetch(url.replace('ws', 'http').replace('/v1/socket', `/v1/${path}`) + query, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-ndjson',
        ...(credential && { authorization: `Visitor ${credential}` }),
      },
      credentials: 'omit',
      cache: 'no-store',
      ...options,
    });

  const end = (code: number): void => {
    if (isOver) return;
    isOver = true;
    stream.abort();
    emit('close', { code });
  };

  /** The next stream goes on behind what this one told. */
  const moveTo = (conversation: string, offset: number, chain: string): void => {
    const others = hello.cursors.filter((cursor) => cursor.conversation !== conversation);
    hello = { ...hello, cursors: [...others, { conversation, offset, chain }] };
  };

  const take = (line: string): void => {
    if (isOver || !line) return;
    const frame = JSON.parse(line) as Line;
    switch (frame.type) {
      case 'next':
        after = frame.after;
        return;
      case 'closed':
        return end(frame.code);
      case 'welcomed':
        credential = frame.credential ?? credential;
        break;
      case 'attached':
        if (frame.state !== 'ok') moveTo(frame.conversation, 0, '');
        break;
      case 'entry.added':
      case 'entry.skipped':
        moveTo(frame.conversation, frame.offset, frame.chain);
        break;
      default:
    }
    emit('message', { data: line });
  };

  /** One stream from its opening to its end. */
  const read = async (query: string): Promise<void> => {
    const response = await call('stream', query, toJson(hello), { signal: stream.signal });
    if (!response.ok) return end(ABNORMAL);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heardAt = Date.now();
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    }
  };

  /** Streams, one after another, until one ends that does not say what comes next. */
  const listen = async (): Promise<void> => {
    while (!isOver) {
      const before = after;
      const isFirst = !before && !isPolling;
      stream = new AbortController();
      heardAt = 0;
      after = undefined;
      const timer = setTimeout(() => {
        if (isFirst && !heardAt) {
          isPolling = true;
          stream.abort();
        }
      }, FIRST_BYTE_MS);
      const mode = isPolling ? '&mode=poll' : '';
      await read(`${mode}${before ? `&after=${before}` : ''}`).catch(() => {});
      clearTimeout(timer);
      const isKeptBack = isFirst && isPolling;
      if (!after && !isKeptBack) return end(ABNORMAL);
    }
  };

  /** One POST at a time, or they overtake each other; what comes meanwhile goes together with the next. */
  const post = async (keepalive = false): Promise<void> => {
    if ((isPosting && !keepalive) || !queue.length) return;
    isPosting = true;
    let size = 0;
    const most = queue.findIndex((line) => (size += line.length) > POST_CHARACTERS);
    const lines = queue.splice(0, keepalive || most < 0 ? queue.length : Math.max(1, most));
    // Numbered frames may need to know where the visitor is.
    const isNumbered = lines.some((line) => line.includes('"seq":'));
    if (context && isNumbered && !lines.includes(context)) lines.unshift(context);
    try {
      const response = await call('frames', '', lines.join('\n'), {
        keepalive,
        signal: AbortSignal.timeout(POST_WITHIN_MS),
      });
      if (!response.ok) return end(ABNORMAL);
      (await response.text()).split('\n').forEach(take);
    } catch {
      return end(ABNORMAL);
    }
    isPosting = false;
    return post();
  };

  queueMicrotask(() => isOver || emit('open'));
  return {
    addEventListener: (type, listener) => events.addEventListener(type, listener as (event: Event) => void),
    send(data) {
      const frame = JSON.parse(data) as VisitorFrames[keyof VisitorFrames];
      const { type } = frame;
      if (type === 'hello') {
        ({ credential, ...hello } = frame);
        if (hello.context) context = toJson({ type: 'context.set', context: hello.context });
        void listen();
        // A stream is attached by its hello.
      } else if (type === 'conversation.attach') end(REATTACH);
      // A POST speaks for the sessions it names; the next stream shall know of them as well.
      else if (type === 'session.add') hello = { ...hello, sessions: [...hello.sessions, frame.session] };
      else if (type !== 'conversation.detach' && type !== 'pong') {
        if (type === 'context.set') context = data;
        queue.push(data);
        queueMicrotask(post);
      }
    },
    close() {
      if (hello && Date.now() - heardAt > SILENT_MS && heardAt) isPolling = true;
      // What was said goes out, as it would over a socket.
      void post(true);
      isOver = true;
      queue = [];
      stream.abort();
    },
  };
};
