import { afterEach, beforeEach, expect, it } from 'vitest';
import { visitorToRelay } from '@tillside/protocol/schema';
import type { VisitorParty } from '../../src/handlers/types.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { BusPort, Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { Connection } from '../../src/transport/connection.ts';
import type { ConnectionWorld } from '../../src/transport/connection.ts';
import { createHub } from '../../src/transport/hub.ts';
import type { Role } from '../../src/transport/role.ts';
import { createSessionOwners } from '../../src/transport/session-owners.ts';
import type { WireListener } from '../../src/transport/wire.ts';
import { cnv, message, sessionOf } from '../contracts/build.ts';
import { settle } from './settle.ts';

let store: Store;
beforeEach(() => {
  store = openSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

const hello = JSON.stringify({ type: 'hello', version: 1, sessions: [sessionOf('a')], cursors: [] });

interface Setup {
  /** Until then nobody is let in. */
  readonly judged?: Promise<void>;
  readonly resolve?: Role<VisitorParty>['resolve'];
  /** By default all bells are lost. */
  readonly listen?: BusPort['listen'];
}

/** A visitor's socket at a node. `there` are those who were let in and not seen off. */
function connect({ judged, resolve = async () => cnv, listen = async () => () => {} }: Setup = {}) {
  const there = new Set<VisitorParty>();
  const told: { readonly type: string }[] = [];
  let clock = 0;
  let listener: WireListener | undefined;
  const role: Role<VisitorParty> = {
    frameBytes: 16_384,
    table: visitorToRelay,
    async welcome(_, link, sessions) {
      await judged;
      const party: VisitorParty = {
        kind: 'visitor',
        site: 'site_1',
        visitor: 'vis_1',
        conversation: cnv,
        sessions,
        link,
        context: undefined,
      };
      there.add(party);
      return party;
    },
    resolve,
    handle: async () => {},
    left: (party) => void there.delete(party),
  };
  const world: ConnectionWorld = {
    node: 'node_1',
    conversations: store.conversations,
    hub: createHub({ ring: () => {}, listen }),
    owners: createSessionOwners(),
    now: () => clock,
    framesPerSecond: 10,
    framesBurst: 40,
    engagementOf: () => undefined,
    onBell: () => {},
    onOrphan: async () => {},
    onEnded: () => {},
    onFault: (error) => {
      throw error;
    },
  };
  const connection = new Connection(
    {
      hearsPongs: false,
      isOpen: () => true,
      send: (frame) => void told.push(frame),
      bufferedBytes: () => 0,
      close: () => {},
      terminate: () => {},
      listen: (one) => (listener = one),
    },
    1,
    role,
    world,
  );
  return {
    there,
    told,
    world,
    end: () => connection.socket.close(1012, 'restart'),
    lose: (conversation: string) => connection.socket.leave(conversation),
    check: () => connection.check(),
    say: (frame: object) => listener?.onText(JSON.stringify(frame)),
    greet: () => listener?.onText(hello),
    leave: () => listener?.onClosed(1001),
    /** Lets this many seconds pass, with the chance of a poll in each. */
    async wait(seconds: number) {
      for (let second = 1; second <= seconds; second += 1) world.hub.poll((clock += 1_000));
      await settle();
    },
  };
}

it('[TR68] a socket that closes while its hello is judged leaves nobody behind', async () => {
  const judged = Promise.withResolvers<void>();
  const visitor = connect({ judged: judged.promise });
  visitor.greet();
  await settle();
  visitor.leave();
  judged.resolve();
  await settle();
  expect([...visitor.there]).toEqual([]);
  const other = connect();
  other.greet();
  await settle();
  expect(other.there.size).toBe(1);
  other.leave();
  expect(other.there.size).toBe(0);
});

it('[TR12] an attach whose bells nobody would hear is refused for now, and answered when they are heard', async () => {
  let isDown = true;
  const visitor = connect({
    async listen() {
      if (isDown) throw new StoreUnavailableError('no subscriber');
      return () => {};
    },
  });
  visitor.greet();
  await settle();
  expect(visitor.told).toMatchObject([{ conversation: 'mine', code: 'store_unavailable', retry: true }]);
  isDown = false;
  visitor.say({ type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
  await settle();
  expect(visitor.told.slice(1).map(({ type }) => type)).toEqual(['attached', 'live']);
  visitor.end();
});

it('[TR72] whoever may not see a conversation any more hears nothing of it once that was said', async () => {
  let conversation: string | undefined = cnv;
  const heard: ((message: string) => void)[] = [];
  const visitor = connect({
    resolve: async () => conversation,
    async listen(_, listener) {
      heard.push(listener);
      return () => {};
    },
  });
  visitor.greet();
  await settle();
  conversation = undefined;
  visitor.say({ type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
  await settle();
  await store.conversations.append(message(1));
  for (const hear of heard) hear('entry');
  await settle();
  expect(visitor.told.map(({ type }) => type)).toEqual(['attached', 'live', 'refused']);
  visitor.end();
});

it('[TR73] whoever is told no more of a conversation hears nothing of it, until the next attach', async () => {
  const heard: ((message: string) => void)[] = [];
  const party = connect({
    async listen(_, listener) {
      heard.push(listener);
      return () => {};
    },
  });
  party.greet();
  await settle();
  party.lose('mine');
  await store.conversations.append(message(1));
  for (const hear of heard) hear('entry');
  await settle();
  expect(party.told.map(({ type }) => type)).toEqual(['attached', 'live']);
  party.say({ type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
  await settle();
  expect(party.told.slice(2).map(({ type }) => type)).toEqual(['attached', 'entry.added', 'live']);
  party.end();
});

it('[TR72] where nobody can say what may be seen after a change, it is asked again with the next attach', async () => {
  let isDown = false;
  const visitor = connect({
    async resolve() {
      if (isDown) throw new StoreUnavailableError('no answer');
      return cnv;
    },
  });
  visitor.greet();
  await settle();
  visitor.check();
  await settle();
  isDown = true;
  visitor.check();
  await settle();
  expect(visitor.told.slice(2)).toMatchObject([{ conversation: 'mine', code: 'store_unavailable', retry: true }]);
  isDown = false;
  visitor.say({ type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
  await settle();
  expect(visitor.told.slice(3).map(({ type }) => type)).toEqual(['attached', 'live']);
  visitor.end();
});

const said = { conversation: 'mine', session: sessionOf('a'), seq: 1 } as const;
it.each([
  ['says something', { ...said, type: 'message.send', body: { text: 'Hi' } }, 4],
  [
    'says yes to an invitation',
    { ...said, type: 'invitation.accept', conversation: 'visitor', body: { invitation: 'inv_1' } },
    4,
  ],
  [
    'goes from page to page',
    { type: 'context.set', context: { page: { url: 'https://shop.example/', title: '', type: 'other' } } },
    60,
  ],
])(
  '[TR30] a visitor who %s hears what follows, its bell lost, after a poll that comes in time',
  async (_, frame, seconds) => {
    const visitor = connect();
    visitor.greet();
    await settle();
    visitor.say(frame);
    await store.conversations.append(message(1, { session: sessionOf('b') }));
    await visitor.wait(seconds - 1);
    expect(visitor.told.map(({ type }) => type)).toEqual(['attached', 'live']);
    await visitor.wait(1);
    expect(visitor.told.at(-1)?.type).toBe('entry.added');
    visitor.end();
  },
);
