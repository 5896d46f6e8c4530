import type { VisitorFrame } from '@tillside/protocol';
import { toJson } from '@tillside/protocol/client';
import type { OutboxItem, SocketEvent, SocketLike } from '@tillside/protocol/client';
import { createHub } from '../../packages/widget/src/link/tabs/hub.ts';
import type { Hub } from '../../packages/widget/src/link/tabs/hub.ts';
import { createLog } from '../../packages/widget/src/link/tabs/log.ts';
import type { Random } from './random.ts';
import type { Owner, Scheduler } from './scheduler.ts';

/** A tab's place in the lock's queue of those who would hold the visitor's one socket. */
interface Member {
  readonly owner: Owner;
  hear(said: Said): void;
  lead(term: number): void;
  retire(): void;
}

type Said =
  | { readonly kind: 'who' }
  | { readonly kind: 'lead'; readonly term: number }
  | { readonly kind: 'up'; readonly term: number; readonly port: string; readonly frame: VisitorFrame | null }
  | { readonly kind: 'down'; readonly term: number; readonly port: string; readonly frame: object | number };

/** The lock and the channel that the tabs of one visitor share. */
export interface Channel {
  join(member: Member): void;
  /** Gives the lock back and leaves the queue. */
  leave(owner: Owner): void;
  say(from: Owner, said: Said): void;
}

export function createChannel(scheduler: Scheduler, random: Random): Channel {
  let members: Member[] = [];
  let leader: Member | undefined;
  let term = 0;
  const heardAt = new Map<Owner, number>();

  /** The first in the queue gets a free lock, a moment after it is free. */
  function elect(): void {
    if (leader !== undefined && !leader.owner.isDead) return;
    members = members.filter(({ owner }) => !owner.isDead);
    const [next] = members;
    leader = next;
    if (next === undefined) return;
    term += 1;
    const mine = term;
    scheduler.after(1 + random.next() * 10, next.owner, () => leader === next && mine === term && next.lead(mine));
  }

  return {
    join(member) {
      members.push(member);
      elect();
    },
    leave(owner) {
      const gone = members.find((member) => member.owner === owner);
      members = members.filter((member) => member !== gone);
      if (gone !== undefined && leader === gone) {
        leader = undefined;
        if (!owner.isDead) gone.retire();
      }
      elect();
    },
    say(from, said) {
      for (const member of members) {
        if (member.owner === from) continue;
        const at = Math.max(heardAt.get(member.owner) ?? 0, scheduler.now() + random.next() * 5);
        heardAt.set(member.owner, at);
        scheduler.after(at - scheduler.now(), member.owner, () => members.includes(member) && member.hear(said));
      }
    },
  };
}

/** One tab's end: its client's socket is a port of the hub in the tab that leads. */
export interface Tabs {
  open(): SocketLike;
  enter(): void;
  leave(): void;
}

export interface TabsOptions {
  readonly owner: Owner;
  readonly channel: Channel;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly openSocket: () => SocketLike;
  readonly outbox: () => readonly OutboxItem[];
  readonly newSession: () => string;
}

interface Port {
  readonly id: string;
  readonly on: Map<string, (event: SocketEvent) => void>;
  /** The leader it speaks to; 0: none yet. */
  term: number;
  /** What it is told now follows on what this tab's log holds. */
  isNext: boolean;
}

/** As create-tabs.ts of the widget, whose hub and log these are, without a browser around them. */
export function createTabs(options: TabsOptions): Tabs {
  const { owner, channel, scheduler, newSession } = options;
  const log = createLog();
  let port: Port | undefined;
  let hub: Hub | undefined;
  let term = 0;

  const emit = (type: string, event: SocketEvent = {}): void => port?.on.get(type)?.(event);

  function deliver(own: Port, frame: object | number): void {
    if (typeof frame === 'number') {
      port = undefined;
      own.on.get('close')?.({ code: frame });
      return;
    }
    if (hub === undefined && 'type' in frame) {
      if (frame.type === 'attached' && 'state' in frame && 'from' in frame) {
        if (frame.state === 'reset' || frame.state === 'trimmed') log._clear(frame.state);
        own.isNext = frame.from === log._cursor().offset;
      }
      if (own.isNext && (frame.type === 'entry.added' || frame.type === 'entry.skipped')) log._add(frame as never);
    }
    own.on.get('message')?.({ data: toJson(frame) });
  }

  function up({ id, term: to }: Port, frame: VisitorFrame | null): void {
    if (hub !== undefined && to === term) hub._receive(id, frame, true);
    else channel.say(owner, { kind: 'up', term: to, port: id, frame });
  }

  function join(): void {
    if (port === undefined || port.term === term || term === 0) return;
    if (port.term !== 0) return emit('message', { data: '{"type":"drain","afterMs":0}' });
    port.term = term;
    emit('open');
  }

  function retire(): void {
    hub?._stop();
    hub = undefined;
  }

  function enter(): void {
    channel.join({
      owner,
      lead(next) {
        term = next;
        const mine = next;
        const opener = { _ready: () => Promise.resolve(), _open: () => options.openSocket() };
        hub = createHub('', opener, log, newSession(), (to, frame) => {
          const isOurs = to === port?.id;
          if (!isOurs) channel.say(owner, { kind: 'down', term: mine, port: to, frame });
          if (port?.term === mine && (isOurs || to === '')) deliver(port, frame);
        });
        channel.say(owner, { kind: 'lead', term });
        join();
      },
      retire,
      hear(said) {
        if (said.kind === 'lead') {
          if (said.term < term) return;
          retire();
          term = said.term;
          join();
        } else if (said.kind === 'down') {
          if (port?.term === said.term && (said.port === '' || said.port === port.id)) deliver(port, said.frame);
        } else if (said.kind === 'who') {
          if (hub !== undefined) channel.say(owner, { kind: 'lead', term });
        } else if (hub !== undefined && said.term === term) {
          if (said.frame?.type === 'hello') channel.say(owner, { kind: 'lead', term });
          hub._receive(said.port, said.frame, false);
        }
      },
    });
    channel.say(owner, { kind: 'who' });
  }

  return {
    enter,
    leave: () => channel.leave(owner),
    open() {
      const own: Port = { id: newSession(), on: new Map(), term: 0, isNext: false };
      port = own;
      scheduler.after(0, owner, () => {
        if (port !== own) return;
        if (term > 0) join();
      });
      return {
        addEventListener: (type, listener) => void own.on.set(type, listener),
        send(text) {
          const frame = JSON.parse(text) as VisitorFrame;
          const isKept = (session: string): boolean => options.outbox().some((item) => item.frame.session === session);
          up(own, frame.type === 'hello' ? { ...frame, sessions: frame.sessions.filter(isKept) } : frame);
        },
        close() {
          if (port === own) port = undefined;
          up(own, null);
        },
      };
    },
  };
}
