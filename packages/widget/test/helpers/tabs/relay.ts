import type { EntryAdded, VisitorFrame, VisitorTold } from '@tillside/protocol';
import type { SocketEvent, SocketLike } from '@tillside/protocol/client';
import type { Tab } from './browser.ts';
import type { Clock } from './clock.ts';

interface Line {
  readonly tab: Tab;
  readonly tell: (frame: VisitorTold) => void;
  readonly end: (code: number) => void;
  readonly sessions: Set<string>;
  visitor: string;
  isAttached: boolean;
}

/** As much of a relay as a visitor's tabs can tell: a log, its numbers, and who speaks for which session. */
export interface ModelRelay {
  open(url: string, tab: Tab): SocketLike;
  /** Sockets that said hello and were not closed. */
  lines(): readonly Line[];
  drop(tab: Tab): void;
  restart(code: number): void;
  /** Tells every socket something. */
  tell(frame: VisitorTold): void;
  /** What was received, in order. */
  readonly received: VisitorFrame[];
  /** A rep writes to everybody who wrote before. */
  write(text: string): void;
  log(visitor: string): readonly EntryAdded[];
  visitors(): readonly string[];
  /** What no client of ours may do. */
  readonly faults: string[];
}

const REP = { kind: 'rep', id: 'rep_mara', name: 'Mara' } as const;

export function createModelRelay(clock: Clock, random: () => number): ModelRelay {
  const logs = new Map<string, EntryAdded[]>();
  const highest = new Map<string, number>();
  const faults: string[] = [];
  const received: VisitorFrame[] = [];
  let lines: Line[] = [];
  let visitors = 0;
  let replies = 0;

  const append = (
    visitor: string,
    frame: { session: string; seq: number; text: string; by: EntryAdded['by'] },
  ): number => {
    const log = logs.get(visitor) ?? [];
    logs.set(visitor, log);
    const { session, seq, text, by } = frame;
    const offset = log.length + 1;
    const chain = (offset * 7919 + visitor.length).toString(16).padStart(12, '0');
    const entry: EntryAdded = {
      ...{ type: 'entry.added', conversation: 'mine', offset, chain, session, seq, at: clock.now(), by },
      kind: 'message',
      body: { text },
    };
    log.push(entry);
    for (const line of lines) if (line.visitor === visitor && line.isAttached) line.tell(entry);
    return offset;
  };

  const attach = (line: Line, offset: number, chain: string): void => {
    const log = logs.get(line.visitor) ?? [];
    const isOk = !offset || log[offset - 1]?.chain === chain;
    const from = isOk ? offset : 0;
    line.isAttached = true;
    line.tell({
      type: 'attached',
      conversation: 'mine',
      state: isOk ? 'ok' : 'reset',
      from,
      top: log.length,
      highest: Object.fromEntries([...line.sessions].map((session) => [session, highest.get(`${session}/mine`) ?? 0])),
      readBy: { visitor: 0, rep: 0 },
    });
    for (const entry of log.slice(from)) line.tell(entry);
    line.tell({ type: 'live', conversation: 'mine' });
  };

  const claim = (line: Line, session: string): void => {
    if (line.sessions.size >= 16) faults.push('more sessions than a socket may have');
    line.sessions.add(session);
    for (const other of lines)
      if (other !== line && other.sessions.delete(session)) other.tell({ type: 'superseded', session });
  };

  const take = (line: Line, frame: VisitorFrame): void => {
    received.push(frame);
    if (frame.type === 'hello') {
      const credential = frame.credential ?? `v${++visitors}`;
      line.visitor = credential;
      lines.push(line);
      line.tell({
        ...{
          type: 'welcomed',
          node: 'n1',
          now: clock.now(),
          heartbeatMs: 20_000,
          visitor: { id: `vis_${credential}` },
        },
        limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
        ...(frame.credential === undefined && { credential }),
      });
      for (const session of frame.sessions) claim(line, session);
      for (const { offset, chain } of frame.cursors) attach(line, offset, chain);
    } else if (frame.type === 'session.add') claim(line, frame.session);
    else if (frame.type === 'conversation.attach') attach(line, frame.offset, frame.chain);
    else if ('seq' in frame) {
      const { session, conversation, seq } = frame;
      if (!line.sessions.has(session)) faults.push(`${frame.type} of a session that was not said`);
      const key = `${session}/${conversation}`;
      const known = highest.get(key) ?? 0;
      let offset = 0;
      if (seq > known + 1) return line.tell({ type: 'rewind', session, conversation, highest: known });
      if (seq === known + 1) {
        highest.set(key, seq);
        if (frame.type === 'message.send')
          offset = append(line.visitor, { session, seq, text: frame.body.text, by: { kind: 'visitor', id: 'mine' } });
      }
      line.tell({ type: 'acked', session, conversation, seq, offset });
    }
  };

  const ping = (): void => {
    for (const line of lines) line.tell({ type: 'ping' });
    clock.after(20_000, ping);
  };
  clock.after(20_000, ping);

  return {
    faults,
    received,
    tell(frame) {
      for (const line of lines) line.tell(frame);
    },
    lines: () => lines,
    log: (visitor) => logs.get(visitor) ?? [],
    visitors: () => [...logs.keys()],
    write(text) {
      for (const visitor of logs.keys()) append(visitor, { session: 'relay/rep', seq: ++replies, text, by: REP });
    },
    restart(code) {
      for (const line of lines) line.end(code);
      lines = [];
    },
    drop(tab) {
      lines = lines.filter((line) => line.tab !== tab);
    },
    open(_url, tab) {
      const target = new Map<string, ((event: SocketEvent) => void)[]>();
      let isClosed = false;
      let isEnded = false;
      let free = clock.now();
      const down = (type: string, event: SocketEvent): void => {
        free = Math.max(free, clock.now() + random() * 60);
        clock.after(free - clock.now(), () =>
          tab.enter(() => {
            if (!isClosed) for (const listener of target.get(type) ?? []) listener(event);
          }),
        );
      };
      const line: Line = {
        tab,
        tell: (frame) => down('message', { data: JSON.stringify(frame) }),
        end(code) {
          isEnded = true;
          down('close', { code });
        },
        sessions: new Set(),
        visitor: '',
        isAttached: false,
      };
      let upFree = clock.now();
      down('open', {});
      return {
        addEventListener: (type, listener) => void target.set(type, [...(target.get(type) ?? []), listener]),
        send(data) {
          upFree = Math.max(upFree, clock.now() + random() * 60);
          clock.after(
            upFree - clock.now(),
            () => isClosed || isEnded || tab.isDead || take(line, JSON.parse(data) as VisitorFrame),
          );
        },
        close() {
          isClosed = true;
          lines = lines.filter((other) => other !== line);
        },
      };
    },
  };
}
