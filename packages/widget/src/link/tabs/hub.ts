import { limits } from '@tillside/protocol';
import type { VisitorFrame, VisitorTold } from '@tillside/protocol';
import { toJson } from '@tillside/protocol/client';
import type { SocketLike } from '@tillside/protocol/client';
import type { Opener } from '../open.ts';
import type { Log } from './log.ts';
import type { Port } from './port.ts';

type FrameOf<Type extends VisitorFrame['type']> = Extract<VisitorFrame, { readonly type: Type }>;
type ToldOf<Type extends VisitorTold['type']> = Extract<VisitorTold, { readonly type: Type }>;

const MINE = 'mine';
const RESTART = 1012;
const ABNORMAL = 1006;
const REATTACH = 4010;
const CREDENTIAL_EXPIRED = 4101;
/** Where the relay names no time of its own. */
const RETRY_AFTER_MS = 1_000;

export interface Hub {
  readonly _receive: (port: string, frame: VisitorFrame | null, isOwn: boolean) => void;
  /** Closes the socket; with a code all ports hear it. */
  readonly _stop: (code?: number) => void;
  /** This tab came into view: the visitor is on its page. */
  readonly _show: () => void;
}

/**
 * The relay's stand-in in the tab that leads: clients of all tabs speak to it as they would to the relay, and it speaks to the relay over one
 * socket. Each client keeps its own session, numbers, outbox and cursor; frames of theirs go through as they are. Entries are told to all, and
 * who comes later, or again, has them from the log that this tab keeps; how far the relay is with a client's own frames only the relay knows,
 * so that every attach asks it, at the log's end, where it has nothing to repeat. `session` is this hub's own, in which nothing is sent.
 */
export function createHub(
  url: string,
  opener: Opener,
  log: Log,
  session: string,
  tell: (port: string, frame: VisitorTold | number) => void,
): Hub {
  const ports = new Map<string, Port>();
  const said = new Set<string>();
  let upstream: SocketLike | undefined;
  /** Counts sockets: what an earlier one still says is not for us. */
  let attempt = 0;
  let welcomed: ToldOf<'welcomed'> | undefined;
  /** The relay's clock less ours. */
  let skewMs = 0;
  let head: ToldOf<'attached'>;
  /** An attach was sent and not answered by `live` yet. One at a time: the relay has one cursor for this socket. */
  let isAsking = false;
  let heardAt = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const send = (frame: VisitorFrame): void => upstream?.send(toJson(frame));

  const stop = (code?: number): void => {
    attempt++;
    clearTimeout(silence);
    upstream?.close();
    upstream = welcomed = undefined;
    said.clear();
    const all = [...ports.keys()];
    ports.clear();
    // One of them drops the credential: what the others do a moment later must not hit the next one.
    if (code) all.forEach((port, index) => tell(port, index && code === CREDENTIAL_EXPIRED ? RESTART : code));
  };

  const hear = (): void => {
    heardAt = Date.now();
    clearTimeout(silence);
    silence = setTimeout(stop, limits.silenceMs, ABNORMAL);
  };

  /** False: the socket speaks for as many sessions as it may. A new one speaks only for those that are still there. */
  const say = (name: string): boolean => {
    if (!said.has(name)) {
      if (said.size >= limits.sessionsPerSocket) return false;
      said.add(name);
      send({ type: 'session.add', session: name });
    }
    return true;
  };

  const greet = (name: string, credential?: string): void => {
    if (welcomed) tell(name, { ...welcomed, now: Date.now() + skewMs, credential });
  };

  /** Our own tab's port, where it has one: the visitor is in this tab, or was last. */
  const first = (): readonly [string, Port] | undefined => [...ports].find(([, port]) => port._isOwn) ?? [...ports][0];

  /** Asks the relay how far it is with the sessions of those who want to be attached. */
  const ask = (): void => {
    const waiting = [...ports.values()].filter((port) => port._wanted);
    if (isAsking || !welcomed || !waiting.length) return;
    for (const port of waiting) {
      for (const name of port._sessions) if (!say(name)) return stop(RESTART);
      port._isAsked = true;
    }
    isAsking = true;
    const { offset, chain } = log._cursor();
    send({ type: 'conversation.attach', conversation: MINE, offset, chain });
  };

  /** The relay has told everything: so do we, from each one's own cursor. */
  const answer = (): void => {
    isAsking = false;
    for (const [name, port] of ports) {
      const { _wanted: wanted } = port;
      if (!wanted || !port._isAsked) continue;
      const after = log._after(wanted);
      port._wanted = undefined;
      port._isAsked = false;
      port._isAttached = true;
      tell(name, { ...head, state: after ? 'ok' : log._state(), from: after ? wanted.offset : 0 });
      for (const frame of after ?? log._frames()) tell(name, frame as VisitorTold);
      tell(name, { type: 'live', conversation: MINE });
    }
    ask();
  };

  const open = async (): Promise<void> => {
    const mine = ++attempt;
    await opener._ready().catch(() => stop(ABNORMAL));
    if (mine !== attempt) return;
    const socket = (upstream = opener._open(url));
    const ifMine =
      <Value>(run: (value: Value) => void) =>
      (value: Value): void => {
        if (mine === attempt) run(value);
      };
    hear();
    socket.addEventListener(
      'open',
      ifMine(() => {
        const hello = first()?.[1]._hello;
        said.add(session);
        for (const port of ports.values()) {
          for (const name of port._sessions) if (said.size < limits.sessionsPerSocket) said.add(name);
          port._isAsked = true;
        }
        isAsking = true;
        const { offset, chain } = log._cursor();
        const cursors = [{ conversation: MINE, offset, chain }];
        send({ version: 1, ...hello, type: 'hello', sessions: [...said], cursors } as FrameOf<'hello'>);
      }),
    );
    socket.addEventListener(
      'message',
      ifMine(({ data }) => {
        hear();
        take(JSON.parse(String(data)) as VisitorTold);
      }),
    );
    socket.addEventListener(
      'close',
      ifMine(({ code }) => stop(code ?? ABNORMAL)),
    );
    socket.addEventListener('error', () => {});
  };

  const take = (frame: VisitorTold): void => {
    switch (frame.type) {
      case 'ping':
        send({ type: 'pong' });
        for (const [name, port] of ports) {
          // Its tab is frozen, or gone without a word.
          if (!port._isHeard && !port._isOwn) ports.delete(name);
          port._isHeard = false;
        }
        if (!ports.size) return stop();
        break;
      case 'welcomed': {
        welcomed = frame;
        skewMs = frame.now - Date.now();
        const keeper = first()?.[0];
        for (const name of ports.keys()) greet(name, name === keeper ? frame.credential : undefined);
        return;
      }
      case 'attached':
        head = frame;
        if (frame.state !== 'ok') {
          log._clear(frame.state);
          // What the others have seen is not the log's past either.
          for (const port of ports.values())
            if (port._isAttached) {
              port._wanted ??= { offset: -1, chain: '' };
              port._isAsked = true;
            }
        }
        return;
      case 'entry.added':
      case 'entry.skipped':
        if (!log._add(frame)) return stop(REATTACH);
        break;
      case 'live':
        return answer();
      case 'drain': {
        const mine = attempt;
        setTimeout(() => mine === attempt && stop(RESTART), Math.random() * frame.afterMs);
        return;
      }
      case 'availability.changed':
        if (welcomed) welcomed = { ...welcomed, ...frame, type: 'welcomed' };
        break;
      case 'guide.asked':
        return tell(first()?.[0] ?? '', frame);
      case 'refused':
        if (frame.session === undefined && frame.retry) {
          const mine = attempt;
          setTimeout(() => {
            if (mine !== attempt) return;
            isAsking = false;
            ask();
          }, frame.afterMs ?? RETRY_AFTER_MS);
          return;
        }
        break;
      default:
    }
    const named = frame.type !== 'entry.added' && 'session' in frame ? frame.session : undefined;
    if (named === undefined) return tell('', frame);
    if (frame.type === 'superseded') said.delete(named);
    for (const [name, port] of ports) if (port._sessions.has(named)) tell(name, frame);
  };

  const sayContext = ({ _hello: { context } }: Port): void => {
    if (welcomed && context) send({ type: 'context.set', context });
  };

  return {
    _stop: stop,
    _show() {
      const own = first()?.[1];
      if (own?._isOwn) sayContext(own);
    },
    _receive(name, frame, isOwn) {
      // A machine that slept wakes up with a socket that nobody closed.
      if (upstream && Date.now() - heardAt > limits.silenceMs) stop(ABNORMAL);
      const port = ports.get(name);
      if (!frame) {
        ports.delete(name);
        if (!ports.size) stop();
        return;
      }
      if (frame.type === 'hello') {
        const [wanted] = frame.cursors;
        const joined: Port = {
          _hello: frame,
          _isOwn: isOwn,
          _sessions: new Set(frame.sessions),
          _wanted: wanted,
          _isAsked: false,
          _isAttached: false,
          _isHeard: true,
        };
        ports.set(name, joined);
        if (welcomed) {
          greet(name);
          // The leader is where the visitor is.
          if (isOwn) sayContext(joined);
          ask();
        } else if (!upstream) void open();
        return;
      }
      // Of a port that was given up: it shall begin anew.
      if (!port) return tell(name, RESTART);
      if (frame.type === 'pong') {
        port._isHeard = true;
        return;
      }
      if (frame.type === 'conversation.attach') {
        port._wanted = frame;
        return ask();
      }
      if (frame.type === 'context.set') port._hello = { ...port._hello, context: frame.context };
      if (frame.type === 'read')
        for (const other of ports.keys())
          if (other !== name)
            tell(other, { type: 'read.moved', conversation: MINE, by: 'visitor', offset: frame.offset });
      const own = 'session' in frame ? frame.session : undefined;
      if (own !== undefined) {
        port._sessions.add(own);
        if (!say(own)) return stop(RESTART);
        if (frame.type === 'session.add') return;
      }
      send(frame);
    },
  };
}
