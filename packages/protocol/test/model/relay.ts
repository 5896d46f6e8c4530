import type { Asked, Told } from '@tillside/protocol/client';
import { attached, entry, welcomed } from '../helpers/frames.ts';
import type { Cursor, LogEntry, ModelStore } from './store.ts';

/** How badly the relay is off: chances by frame. */
export interface Trouble {
  readonly rate: number;
  readonly storeAway: number;
  readonly lostBell: number;
}

/** Mistakes of a relay that the model must notice. */
export interface RelayRules {
  readonly acknowledgesFirst: boolean;
  readonly hasPoll: boolean;
  readonly checksBehind: boolean;
}

export const properRelay: RelayRules = { acknowledgesFirst: false, hasPoll: true, checksBehind: true };

export interface ModelRelay {
  connect(party: 'visitor' | 'rep', conversation: string | undefined, send: (frame: Told) => void): Connection;
  /** The slow poll. */
  poll(): void;
  /** The heartbeat. */
  ping(): void;
  /** Forgets every connection. */
  restart(): void;
  /** Numbered frames that came in. */
  readonly received: () => number;
}

export interface Connection {
  receive(frame: Asked): void;
  leave(): void;
}

interface Subscription {
  readonly address: string;
  readonly conversation: string;
  cursor: Cursor;
}

interface Member {
  readonly party: 'visitor' | 'rep';
  readonly sessions: Set<string>;
  readonly subscriptions: Map<string, Subscription>;
  /** The lowest seq of a session that was refused for good and is not filled yet. */
  readonly refused: Map<string, number>;
  readonly send: (frame: Told) => void;
  pull(subscription: Subscription): void;
}

type Numbered = Extract<Asked, { readonly type: 'message.send' | 'note.add' }>;

/** What a frame says about itself: texts that end in `!` are never accepted. */
const isBad = (text: string): boolean => text.endsWith('!');

export function createModelRelay(
  store: ModelStore,
  trouble: () => Trouble,
  random: () => number,
  now: () => number,
  after: (ms: number, run: () => void) => void,
  rules: RelayRules,
): ModelRelay {
  let members = new Set<Member>();
  let received = 0;

  function answerAttach(member: Member, subscription: Subscription, cursor: Cursor): void {
    const { conversation, address } = subscription;
    const isOk = store.holds(conversation, cursor);
    subscription.cursor = isOk ? cursor : { offset: 0, chain: '' };
    const highest = Object.fromEntries([...member.sessions].map((id) => [id, store.highest(conversation, id)]));
    const top = store.log(conversation).length;
    const from = subscription.cursor.offset;
    member.send(attached({ conversation: address, state: isOk ? 'ok' : 'reset', top, highest, from }));
    member.pull(subscription);
  }

  function push(member: Member, subscription: Subscription): void {
    const { conversation, address } = subscription;
    if (!store.holds(conversation, subscription.cursor)) return answerAttach(member, subscription, subscription.cursor);
    let skipped: LogEntry | undefined;
    const skip = (): void => {
      if (skipped)
        member.send({ type: 'entry.skipped', conversation: address, offset: skipped.offset, chain: skipped.chain });
      skipped = undefined;
    };
    for (const item of store.log(conversation).slice(subscription.cursor.offset)) {
      if (item.kind === 'note' && member.party === 'visitor') skipped = item;
      else {
        skip();
        member.send(entryFrame(item, address));
      }
    }
    skip();
    const last = store.log(conversation).at(-1);
    subscription.cursor = last ? { offset: last.offset, chain: last.chain } : { offset: 0, chain: '' };
  }

  function ring(conversation: string): void {
    for (const member of members) {
      for (const subscription of member.subscriptions.values()) {
        if (subscription.conversation !== conversation || random() < trouble().lostBell) continue;
        after(random() * 50, () => members.has(member) && member.pull(subscription));
      }
    }
  }

  /** Appends are answered later, in their order, while frames behind them are judged already. */
  let storeFreeAt = 0;
  function whenStored(run: () => void): void {
    storeFreeAt = Math.max(storeFreeAt, now() + random() * 20);
    after(storeFreeAt - now(), run);
  }

  function take(member: Member, conversation: string, frame: Numbered): void {
    received++;
    const { session, seq, body } = frame;
    const named = { session, conversation: frame.conversation, seq };
    const stream = `${session}/${conversation}`;
    const refusedAt = (): number => member.refused.get(stream) ?? Infinity;
    const refuse = (
      code: 'rate' | 'store_unavailable' | 'too_long' | 'conflict' | 'behind_refused',
      afterMs?: number,
    ) => member.send({ type: 'refused', ...named, code, retry: !['too_long', 'conflict'].includes(code), afterMs });
    if (random() < trouble().rate) return refuse('rate', Math.round(random() * 500));
    if (isBad(body.text)) {
      if (rules.checksBehind && seq > refusedAt()) return refuse('behind_refused');
      member.refused.set(stream, Math.min(refusedAt(), seq));
      return refuse('too_long');
    }
    whenStored(() => {
      const isAway = random() < trouble().storeAway;
      if (isAway && random() < 0.5) return refuse('store_unavailable', 200);
      if (rules.acknowledgesFirst && random() < 0.05) return member.send({ type: 'acked', ...named, offset: 0 });
      const kind = frame.type === 'note.add' ? 'note' : 'message';
      const result = store.append(conversation, { session, seq, kind, by: member.party, text: body.text });
      if (result.kind === 'durable') ring(conversation);
      // The store did it, and its answer was lost: unknown to the relay.
      if (isAway) return refuse('store_unavailable', 200);
      if (result.kind === 'conflict') return refuse('conflict');
      if (result.kind === 'gap') {
        const isBehind = rules.checksBehind && refusedAt() === result.highest + 1 && seq > refusedAt();
        return isBehind ? refuse('behind_refused') : member.send({ type: 'rewind', ...named, highest: result.highest });
      }
      if (seq >= refusedAt()) member.refused.delete(stream);
      return member.send({ type: 'acked', ...named, offset: result.offset });
    });
  }

  return {
    received: () => received,
    restart: () => (members = new Set()),
    poll() {
      if (!rules.hasPoll) return;
      for (const member of members) for (const item of member.subscriptions.values()) member.pull(item);
    },
    ping() {
      for (const member of members) member.send({ type: 'ping' });
    },
    connect(party, own, send) {
      const member: Member = {
        party,
        sessions: new Set(),
        subscriptions: new Map(),
        refused: new Map(),
        send,
        pull: (subscription) => push(member, subscription),
      };
      members.add(member);
      const real = (address: string): string => own ?? address;
      const attach = (address: string, cursor: Cursor): void => {
        const subscription = { address, conversation: real(address), cursor };
        member.subscriptions.set(address, subscription);
        answerAttach(member, subscription, cursor);
      };
      return {
        leave: () => void members.delete(member),
        receive(frame) {
          if (!members.has(member)) return;
          if (frame.type === 'hello') {
            frame.sessions.forEach((id) => member.sessions.add(id));
            send(welcomed());
            for (const { conversation, ...cursor } of frame.cursors) attach(conversation, cursor);
          } else if (frame.type === 'session.add') member.sessions.add(frame.session);
          else if (frame.type === 'conversation.attach') attach(frame.conversation, frame);
          else if (frame.type === 'message.send' || frame.type === 'note.add') {
            if (!member.sessions.has(frame.session)) throw new Error('a frame of a session that was not said');
            take(member, real(frame.conversation), frame);
          }
        },
      };
    },
  };
}

const entryFrame = ({ text, ...item }: LogEntry, address: string): Told => ({
  ...entry(item.offset, {
    conversation: address,
    chain: item.chain,
    session: item.session,
    seq: item.seq,
    by: { kind: item.by, id: item.by },
  }),
  kind: item.kind,
  body: { text },
});
