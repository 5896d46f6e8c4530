import type { SocketEvent, SocketLike } from '@tillside/protocol/client';
import type { Wire, WireListener } from '../../packages/relay/src/transport/wire.ts';
import type { Node } from './node.ts';
import type { Random } from './random.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export type Cut = 'reset' | 'silent' | 'up' | 'down';
export type PartyKind = 'visitor' | 'rep';

type Frame = Parameters<Wire['send']>[0];

export interface NetworkOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** One way between a browser and a node, at most. */
  readonly latencyMs: number;
  /** A node said this to a party, at this moment. */
  readonly onTold: (frame: Frame, party: Owner, node: Node) => void;
  /** A frame with a number came to a node. */
  readonly onReceived: () => void;
  readonly trace: ((line: string) => void) | undefined;
}

/** Between browsers and nodes. In order on one socket, in any order between two; what a silent cut swallowed never arrives. */
export interface Network {
  /** A node that is there answers at its name. */
  put(name: string, node: Node): void;
  remove(name: string): void;
  open(kind: PartyKind, owner: Owner): SocketLike;
  /** Cuts a share of what stands; of one party's only, where one is named. Returns how many. */
  cut(how: Cut, share: number, of?: Owner): number;
  /** The browser stops reading, or goes on. */
  stall(of: Owner, isStalled: boolean): void;
  /** A browser or a node died: the other side hears of it, or not. */
  died(who: Owner, isSilent: boolean): void;
  /** The most bytes that one socket ever held back. */
  mostBuffered(): number;
}

type Listeners = Map<string, (event: SocketEvent) => void>;

interface Line {
  readonly id: number;
  readonly client: Owner;
  readonly listeners: Listeners;
  readonly baseMs: number;
  node: Node | undefined;
  server: WireListener | undefined;
  upAt: number;
  downAt: number;
  isUpCut: boolean;
  isDownCut: boolean;
  isStalled: boolean;
  held: (() => void)[];
  buffered: number;
  /** The end that is over says and hears nothing more. */
  isClientOver: boolean;
  isServerOver: boolean;
}

const ABNORMAL = 1006;
/** Nobody answers at that address. */
const connectTimeoutMs = 1_000;

export function createNetwork({ scheduler, random, latencyMs, onTold, onReceived, trace }: NetworkOptions): Network {
  const nodes = new Map<string, Node>();
  let lines: Line[] = [];
  let count = 0;
  let most = 0;

  const emit = (line: Line, type: string, event: SocketEvent = {}): void => line.listeners.get(type)?.(event);

  function up(line: Line, run: () => void): void {
    if (line.isUpCut || line.node === undefined) return;
    line.upAt = Math.max(line.upAt, scheduler.now() + line.baseMs + random.next() ** 4 * latencyMs);
    scheduler.after(line.upAt - scheduler.now(), line.node.owner, () => line.isServerOver || run());
  }

  function down(line: Line, run: () => void, isAsync: boolean): void {
    if (line.isDownCut) return;
    const carry = (): void => {
      line.downAt = Math.max(line.downAt, scheduler.now() + line.baseMs + random.next() ** 4 * latencyMs);
      scheduler.after(line.downAt - scheduler.now(), line.client, run, isAsync);
    };
    if (line.isStalled) line.held.push(carry);
    else carry();
  }

  function forget(line: Line): void {
    if (line.isClientOver && line.isServerOver) lines = lines.filter((other) => other !== line);
  }

  /** The browser's end is over. */
  function endClient(line: Line, code: number): void {
    if (line.isClientOver) return;
    line.isClientOver = true;
    forget(line);
    trace?.(`${line.client.name} #${line.id} closed ${code}`);
    emit(line, 'close', { code });
  }

  function endServer(line: Line, code: number): void {
    if (line.isServerOver) return;
    line.isServerOver = true;
    forget(line);
    line.server?.onClosed(code);
  }

  function serve(line: Line, kind: PartyKind, node: Node): void {
    if (node.isDraining()) {
      line.isServerOver = true;
      down(line, () => endClient(line, ABNORMAL), true);
      return;
    }
    let isOpen = true;
    node.serve(kind, {
      hearsPongs: true,
      isOpen: () => isOpen && !line.isServerOver,
      bufferedBytes: () => line.buffered,
      send(frame) {
        onTold(frame, line.client, node);
        const data = JSON.stringify(frame);
        line.buffered += data.length;
        most = Math.max(most, line.buffered);
        down(
          line,
          () => {
            line.buffered -= data.length;
            if (line.isClientOver) return;
            trace?.(`${line.client.name} #${line.id} < ${data}`);
            emit(line, 'message', { data });
          },
          false,
        );
      },
      close(code) {
        isOpen = false;
        down(line, () => endClient(line, code), true);
      },
      terminate() {
        isOpen = false;
        line.isServerOver = true;
        forget(line);
        line.held = [];
        line.isStalled = false;
        down(line, () => endClient(line, ABNORMAL), true);
      },
      listen(listener) {
        line.server = listener;
      },
    });
    down(line, () => line.isClientOver || emit(line, 'open'), true);
  }

  /** A load balancer: it knows who drains, and mostly who is gone. */
  function pick(): Node | undefined {
    const all = [...nodes.values()];
    const there = all.filter((node) => !node.owner.isDead && !node.isDraining());
    if (there.length === 0 || random.chance(0.05)) return all.length === 0 ? undefined : random.pick(all);
    return random.pick(there);
  }

  function cutOne(line: Line, how: Cut): void {
    trace?.(`${line.client.name} #${line.id} cut ${how}`);
    if (how === 'silent' || how === 'up') line.isUpCut = true;
    if (how === 'silent' || how === 'down') line.isDownCut = true;
    if (how !== 'reset') return;
    line.isUpCut = line.isDownCut = true;
    scheduler.after(random.next() * latencyMs, line.client, () => endClient(line, ABNORMAL));
    const { node } = line;
    if (node !== undefined) scheduler.after(random.next() * latencyMs, node.owner, () => endServer(line, ABNORMAL));
  }

  return {
    put: (name, node) => void nodes.set(name, node),
    remove: (name) => void nodes.delete(name),
    open(kind, owner) {
      const line: Line = {
        id: (count += 1),
        client: owner,
        listeners: new Map(),
        baseMs: random.next() * latencyMs * 0.3,
        node: pick(),
        server: undefined,
        upAt: 0,
        downAt: 0,
        isUpCut: false,
        isDownCut: false,
        isStalled: false,
        held: [],
        buffered: 0,
        isClientOver: false,
        isServerOver: false,
      };
      lines.push(line);
      const { node } = line;
      trace?.(`${owner.name} #${line.id} opens to ${node?.owner.name ?? 'nobody'}`);
      if (node === undefined || node.owner.isDead) {
        line.isServerOver = true;
        scheduler.after(random.next() * connectTimeoutMs, owner, () => endClient(line, ABNORMAL));
      } else {
        up(line, () => serve(line, kind, node));
      }
      return {
        addEventListener: (type, listener) => void line.listeners.set(type, listener),
        send(data) {
          if (line.isClientOver) return;
          trace?.(`${owner.name} #${line.id} > ${data}`);
          up(line, () => {
            if (data.includes('"seq":')) onReceived();
            line.server?.onText(data);
          });
        },
        close() {
          if (line.isClientOver) return;
          line.isClientOver = true;
          forget(line);
          up(line, () => endServer(line, 1005));
        },
      };
    },
    cut(how, share, of) {
      const those = lines.filter((line) => (of === undefined || line.client === of) && random.chance(share));
      for (const line of those) cutOne(line, how);
      return those.length;
    },
    stall(of, isStalled) {
      for (const line of lines) {
        if (line.client !== of) continue;
        line.isStalled = isStalled;
        const { held } = line;
        if (isStalled) continue;
        line.held = [];
        for (const carry of held) carry();
      }
    },
    died(who, isSilent) {
      for (const line of lines) {
        const isClient = line.client === who;
        if (!isClient && line.node?.owner !== who) continue;
        if (isClient) line.isClientOver = true;
        else line.isServerOver = true;
        line.isUpCut = line.isDownCut = true;
        const { node } = line;
        if (isSilent) continue;
        const ms = random.next() * latencyMs;
        if (!isClient) scheduler.after(ms, line.client, () => endClient(line, ABNORMAL));
        else if (node !== undefined) scheduler.after(ms, node.owner, () => endServer(line, ABNORMAL));
      }
      lines = lines.filter((line) => !(line.isClientOver && line.isServerOver));
    },
    mostBuffered: () => most,
  };
}
