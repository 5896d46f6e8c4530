import { StoreUnavailableError } from '../../../packages/relay/src/ports/index.ts';
import type { Store } from '../../../packages/relay/src/ports/index.ts';
import { directoryState, referenceDirectory } from '../../../packages/relay/test/model/reference/directory.ts';
import { referenceFloor } from '../../../packages/relay/test/model/reference/floor.ts';
import { referenceMails } from '../../../packages/relay/test/model/reference/mails.ts';
import { referenceJournal, referenceLedger } from '../../../packages/relay/test/model/reference/records.ts';
import type { Random } from '../random.ts';
import { createOwner } from '../scheduler.ts';
import type { Owner, Scheduler, Timer } from '../scheduler.ts';
import { createBells } from './bus.ts';
import { conversationsData, conversationsPort } from './conversations.ts';
import type { ConversationsData } from './conversations.ts';
import type { Ground } from './ground.ts';
import { visitorsData, visitorsPort } from './visitors.ts';

export interface ServerOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** One way between a node and the store, at most. */
  readonly latencyMs: number;
  /** Until a write is on the disk, at most. */
  readonly syncMs: number;
  /** Share of bells that get lost on the way, for the moment. */
  readonly lostBells: () => number;
  readonly onBellLost: () => void;
}

/** The one store behind all nodes: a process with a disk. What it has not synced dies with it, and nobody is told of it before. */
export interface Server {
  readonly data: ConversationsData;
  /** The directory's state, for what needs no wire: sign-ins and tickets. */
  readonly directory: ReturnType<typeof directoryState>;
  readonly now: () => number;
  connect(node: Owner): Store;
  /** Answers nobody for this long, then everybody. */
  freeze(ms: number): void;
  /** Dies and is back after this time without what was not synced. Resolves to how many changes that were. */
  crash(ms: number): number;
  /** A replica that missed the last `tailMs` takes over: what was acknowledged in that time is gone. */
  failOver(tailMs: number, ms: number): number;
  /** When it last lost what it had acknowledged. */
  lostAt(): number;
}

/** A node gives up on an answer after this time. Milliseconds. */
const patienceMs = 2_000;
/** A connection that was reset is tried again until it stands. Milliseconds. */
const reconnectMs = 1_500;
/** Changes older than this are beyond every tail. Milliseconds. */
const tailMs = 5_000;

interface Connection {
  readonly node: Owner;
  sentAt: number;
  answeredAt: number;
  bellAt: number;
  isUp: boolean;
  readonly waiting: Set<(error: Error) => void>;
  readonly listeners: Set<() => void>;
}

interface Change {
  readonly madeAt: number;
  durableAt: number;
  readonly back: () => void;
}

export function createServer({ scheduler, random, latencyMs, syncMs, lostBells, onBellLost }: ServerOptions): Server {
  const process = createOwner('store');
  const data = conversationsData();
  const visitors = visitorsData();
  const directory = directoryState();
  const floor = new Map();
  const journal = { rows: new Map(), counts: new Map() };
  const ledger = new Map();
  const mails = new Map();
  const connections = new Map<Owner, Connection>();
  let changes: Change[] = [];
  let durableAt = 0;
  let lostAt = -Infinity;
  let life = 0;
  let standsAt = 0;
  /** Of the operation that happens now. */
  let madeDurableAt = 0;

  const delay = (): number => 0.2 + random.next() ** 3 * latencyMs;
  const bells = createBells<Owner>(
    (node, hear) => {
      const connection = connections.get(node);
      if (connection?.isUp !== true) return;
      if (random.chance(lostBells())) return onBellLost();
      connection.bellAt = Math.max(connection.bellAt, scheduler.now() + delay());
      scheduler.after(connection.bellAt - scheduler.now(), node, () => connection.isUp && hear());
    },
    (node, listen) => request(node, 'read', listen),
  );

  /** Once what this operation did is on the disk. */
  const ring = (topic: string, message?: string): void => {
    const mine = life;
    const from = process;
    scheduler.after(
      Math.max(0, madeDurableAt - scheduler.now()),
      from,
      () => mine === life && bells.ring(topic, message),
      false,
    );
  };

  function undo(back: () => void): void {
    changes.push({ madeAt: scheduler.now(), durableAt: madeDurableAt, back });
  }

  function perform<T>(kind: 'read' | 'write', run: (now: number) => T): T {
    if (kind === 'write') durableAt = Math.max(durableAt, scheduler.now() + random.next() * syncMs);
    // A reader is answered when all that it saw is on the disk.
    madeDurableAt = Math.max(durableAt, scheduler.now());
    if (changes.length > 400) changes = changes.filter((change) => change.madeAt > scheduler.now() - tailMs);
    return run(scheduler.now());
  }

  /** In order on each connection, both ways. Rejected: unknown whether it took effect. */
  function request<T>(node: Owner, kind: 'read' | 'write', run: (now: number) => T): Promise<T> {
    const connection = connectionOf(node);
    return new Promise<T>((resolve, reject) => {
      const hold: { patience?: Timer } = {};
      const fail = (error: Error): void => {
        if (!connection.waiting.delete(fail)) return;
        if (hold.patience !== undefined) scheduler.cancel(hold.patience);
        reject(error);
      };
      connection.waiting.add(fail);
      if (!connection.isUp) {
        scheduler.after(1, node, () => fail(new StoreUnavailableError('not connected')));
        return;
      }
      hold.patience = scheduler.after(patienceMs, node, () => fail(new StoreUnavailableError('no answer in time')));
      const mine = life;
      connection.sentAt = Math.max(connection.sentAt, scheduler.now() + delay());
      scheduler.after(
        connection.sentAt - scheduler.now(),
        process,
        () => {
          if (mine !== life) return;
          const answer = perform(kind, run);
          const readyAt = madeDurableAt;
          scheduler.after(
            readyAt - scheduler.now(),
            process,
            () => {
              if (mine !== life) return;
              connection.answeredAt = Math.max(connection.answeredAt, scheduler.now() + delay());
              scheduler.after(connection.answeredAt - scheduler.now(), node, () => {
                if (!connection.waiting.delete(fail)) return;
                if (hold.patience !== undefined) scheduler.cancel(hold.patience);
                resolve(answer);
              });
            },
            false,
          );
        },
        false,
      );
    });
  }

  function connectionOf(node: Owner): Connection {
    let connection = connections.get(node);
    if (connection === undefined) {
      connection = {
        node,
        sentAt: 0,
        answeredAt: 0,
        bellAt: 0,
        isUp: true,
        waiting: new Set(),
        listeners: new Set(),
      };
      connections.set(node, connection);
    }
    return connection;
  }

  /** The process is another one from now on; who spoke to the old one finds out, and comes back when it stands. */
  function begin(ms: number): void {
    life += 1;
    scheduler.thaw(process);
    durableAt = scheduler.now();
    const backAt = scheduler.now() + ms;
    for (const connection of connections.values()) {
      if (connection.node.isDead) {
        connections.delete(connection.node);
        bells.drop(connection.node);
        continue;
      }
      connection.isUp = false;
      scheduler.after(delay(), connection.node, () => {
        for (const fail of connection.waiting) fail(new StoreUnavailableError('the connection was reset'));
      });
      scheduler.after(backAt - scheduler.now() + random.next() ** 3 * reconnectMs, connection.node, () => {
        if (scheduler.now() < standsAt) return;
        connection.isUp = true;
        for (const listener of connection.listeners) listener();
      });
    }
    standsAt = backAt;
  }
  function takeBack(isLost: (change: Change) => boolean): number {
    let lost = 0;
    for (let change = changes.at(-1); change !== undefined && isLost(change); change = changes.at(-1)) {
      changes.pop();
      change.back();
      lost += 1;
    }
    return lost;
  }

  return {
    data,
    directory,
    now: scheduler.now,
    lostAt: () => lostAt,
    freeze(ms) {
      if (process.isFrozen) return;
      scheduler.freeze(process);
      const mine = life;
      scheduler.after(ms, createOwner('operator'), () => mine === life && scheduler.thaw(process), false);
    },
    crash(ms) {
      const at = scheduler.now();
      const lost = takeBack((change) => change.durableAt > at);
      begin(ms);
      return lost;
    },
    failOver(tail, ms) {
      const at = scheduler.now();
      const lost = takeBack((change) => change.madeAt > at - Math.min(tail, tailMs));
      if (lost > 0) lostAt = at;
      begin(ms);
      return lost;
    },
    connect(node) {
      const connection = connectionOf(node);
      const ground: Ground = { act: (kind, run) => request(node, kind, run), undo, ring };
      const plain = {
        act: <T>(run: () => T) => request(node, 'write', run),
        time: (nowMs: number | undefined) => nowMs ?? scheduler.now(),
        ring,
      };
      return {
        kind: 'redis',
        conversations: conversationsPort(ground, data),
        visitors: visitorsPort(ground, visitors),
        directory: referenceDirectory(plain, directory),
        floor: referenceFloor(plain, floor),
        journal: referenceJournal(plain, journal),
        ledger: referenceLedger(plain, ledger),
        mails: referenceMails(plain, mails),
        bus: bells.of(node),
        ping: () => request(node, 'read', () => undefined),
        onReconnect(listener) {
          connection.listeners.add(listener);
          return () => void connection.listeners.delete(listener);
        },
        close: async () => {
          connection.isUp = false;
          bells.drop(node);
        },
      };
    },
  };
}
