import type { Asked, ClientOptions, PartyKind, SocketLike, Told } from '@tillside/protocol/client';

type SocketEvent = { readonly data?: unknown; readonly code?: number };

/** A socket whose other end is the test. */
export interface FakeSocket extends SocketLike {
  readonly url: string;
  readonly sent: Asked[];
  isClosed: boolean;
  /** The other end opens, says a frame, closes. */
  open(): void;
  say(frame: Told): void;
  end(code: number): void;
}

function createFakeSocket(url: string): FakeSocket {
  const listeners: [string, (event: SocketEvent) => void][] = [];
  const fire = (type: string, event: SocketEvent = {}): void => {
    for (const [name, listener] of listeners) if (name === type) listener(event);
  };
  const socket: FakeSocket = {
    url,
    sent: [],
    isClosed: false,
    addEventListener: (type, listener) => void listeners.push([type, listener]),
    send: (data) => void socket.sent.push(JSON.parse(data) as Asked),
    close: () => void (socket.isClosed = true),
    open: () => fire('open'),
    say: (frame) => fire('message', { data: JSON.stringify(frame) }),
    end: (code) => fire('close', { code }),
  };
  return socket;
}

/** Everything a client needs, in the test's hands: time passes when it says so. */
export interface World<Party extends PartyKind> {
  readonly options: ClientOptions<Party>;
  readonly sockets: FakeSocket[];
  readonly events: Parameters<ClientOptions<Party>['onEvent']>[0][];
  /** The newest socket. */
  socket(): FakeSocket;
  /** Runs the timers of this time, in order, and lets promises settle after each. */
  pass(ms: number): Promise<void>;
  timers(): number;
}

export function createWorld<Party extends PartyKind>(more: Partial<ClientOptions<Party>> = {}): World<Party> {
  let now = 1_700_000_000_000;
  let sessions = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const sockets: FakeSocket[] = [];
  const events: World<Party>['events'] = [];
  return {
    sockets,
    events,
    options: {
      url: 'wss://relay.example/v1/socket',
      openSocket(url) {
        const socket = createFakeSocket(url);
        sockets.push(socket);
        return socket;
      },
      credential: { get: () => undefined, set: () => {} },
      now: () => now,
      random: () => 0.5,
      newSession: () => (++sessions).toString(16).padStart(32, '0'),
      setTimer(run, ms) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => void (timers = timers.filter((other) => other !== timer));
      },
      onEvent: (event) => void events.push(event),
      ...more,
    },
    socket: () => sockets.at(-1)!,
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.run();
        await settled();
      }
      now = until;
    },
    timers: () => timers.length,
  };
}

/** Lets everything that is already resolved be heard. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
