import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationOf } from '../../src/core/ids.ts';
import type { Store } from '../../src/ports/index.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import type { Told } from './inbox.ts';
import { hello, message, newSession } from './raw-socket.ts';
import { openStream, post } from './raw-stream.ts';
import type { RawStream } from './raw-stream.ts';

const cursor = (line: Told) => [{ conversation: 'mine', offset: line['offset'], chain: line['chain'] }];

/** What the link over HTTP promises, with the stream on one node and the POSTs on another. `open` gives each node its way to the store. */
export function describeHttpLink(name: string, open: () => Promise<{ store: Store; close(): Promise<void> }>): void {
  describe(`the link over HTTP on ${name}`, () => {
    let here: TestRelay;
    let there: TestRelay;
    const stores: { close(): Promise<void> }[] = [];
    const streams: RawStream[] = [];

    beforeEach(async () => {
      const [one, two] = [await open(), await open()];
      stores.push(one, two);
      here = await startTestRelay({ store: one.store });
      there = await startTestRelay({ store: two.store });
      await here.relay.refresh();
    });
    afterEach(async () => {
      for (const stream of streams.splice(0)) stream.cut();
      await here.close();
      await there.close();
      for (const store of stores.splice(0)) await store.close();
    });

    async function stream(...args: Parameters<typeof openStream>): Promise<RawStream> {
      const opened = await openStream(...args);
      streams.push(opened);
      return opened;
    }

    it('[TR40] a stream begins as a socket does, and what another node takes by POST comes down it once', async () => {
      const session = newSession();
      const down = await stream(here, hello(undefined, session));
      const { credential, visitor } = await down.next('welcomed');
      await down.next('attached');
      await down.next('live');
      const up = await post(there, [message(session, 1, 'one'), message(session, 2, 'two')], {
        credential: String(credential),
      });
      const said = { session, conversation: 'mine' };
      expect(up.lines.filter((line) => line.type === 'acked').at(-1)).toMatchObject({ ...said, seq: 2 });
      expect(await down.next('entry.added')).toMatchObject({ ...said, seq: 1, body: { text: 'one' } });
      expect(await down.next('entry.added')).toMatchObject({ ...said, seq: 2, body: { text: 'two' } });
      const log = await here.store.conversations.read(conversationOf((visitor as { id: string }).id), 0, 50);
      expect(log.filter((entry) => entry.kind === 'message').map((entry) => entry.body)).toEqual([
        '{"text":"one"}',
        '{"text":"two"}',
      ]);
    });

    it('[TR40] a POST that is sent twice, to two nodes, is in the log once and acknowledged twice', async () => {
      const session = newSession();
      const down = await stream(here, hello(undefined, session));
      const credential = String((await down.next('welcomed'))['credential']);
      for (const node of [there, here]) {
        const { lines } = await post(node, [message(session, 1)], { credential });
        expect(lines).toContainEqual({ type: 'acked', session, conversation: 'mine', seq: 1, offset: 1 });
      }
      await down.next('entry.added');
      await post(here, [message(session, 2, 'last')], { credential });
      expect(await down.next('entry.added')).toMatchObject({ seq: 2, body: { text: 'last' } });
    });

    it('[TR40] a POST is answered in full: what is refused, and what is behind it', async () => {
      const session = newSession();
      const down = await stream(here, hello(undefined, session));
      const credential = String((await down.next('welcomed'))['credential']);
      const { lines } = await post(
        there,
        [message(session, 1, ' '), message(session, 2), { ...message(session, 3), body: { text: 7 } }],
        { credential },
      );
      expect(lines).toMatchObject([
        { type: 'refused', seq: 1, code: 'empty', retry: false },
        { type: 'refused', seq: 3, code: 'behind_refused' },
        { type: 'refused', seq: 2, code: 'behind_refused', retry: true },
      ]);
      expect((await post(here, [message(session, 3)], { credential })).lines).toMatchObject([
        { type: 'rewind', highest: 0 },
      ]);
    });

    it('[TR41] the next stream, at any node, goes on behind the last one and tells again nothing that is known', async () => {
      const session = newSession();
      const first = await stream(here, hello(undefined, session), { more: '&mode=poll' });
      const lines = await first.whole;
      expect(lines.map((line) => line.type)).toEqual(['welcomed', 'attached', 'live', 'next']);
      const credential = String(lines[0]?.['credential']);
      const again = (from: Told | undefined, cursors: unknown) =>
        stream(
          there,
          { ...hello(undefined, session), cursors },
          {
            credential,
            more: `&mode=poll&after=${String(from?.['after'])}`,
          },
        );
      const second = await again(lines.at(-1), [{ conversation: 'mine', offset: 0, chain: '' }]);
      await post(here, [message(session, 1)], { credential });
      const told = await second.whole;
      expect(told.map((line) => line.type)).not.toContain('welcomed');
      expect(told.map((line) => line.type)).not.toContain('attached');
      const entry = told.find((line) => line.type === 'entry.added')!;
      expect(entry).toMatchObject({ seq: 1 });
      // Between two streams nobody listens: what came meanwhile is found at the cursor.
      await post(here, [message(session, 2, 'meanwhile')], { credential });
      const third = await again(told.at(-1), cursor(entry));
      const rest = await third.whole;
      expect(rest.filter((line) => line.type === 'entry.added')).toMatchObject([{ seq: 2 }]);
    });

    it('[TR41] what changed between two streams is told as a change: the engagement, the read marks, who is there', async () => {
      const session = newSession();
      const lines = await (await stream(here, hello(undefined, session), { more: '&mode=poll' })).whole;
      const credential = String(lines[0]?.['credential']);
      const conversation = conversationOf((lines[0]!['visitor'] as { id: string }).id);
      await post(there, [message(session, 1)], { credential });
      await here.store.conversations.setRead(conversation, 'rep', 1);
      const after = String(lines.at(-1)?.['after']);
      const next = await stream(
        there,
        { ...hello(undefined, session), cursors: [] },
        { credential, more: `&after=${after}` },
      );
      expect(await next.next('engagement.changed')).toMatchObject({ conversation: 'mine' });
      expect(await next.next('read.moved')).toMatchObject({ by: 'rep', offset: 1 });
      await next.next('entry.added');
      expect(next.lines.map((line) => line.type)).not.toContain('welcomed');
    });

    it('[TR41] a cursor that is not on the log is answered by a reset, also on a stream that follows', async () => {
      const session = newSession();
      const lines = await (await stream(here, hello(undefined, session), { more: '&mode=poll' })).whole;
      const credential = String(lines[0]?.['credential']);
      await post(there, [message(session, 1)], { credential });
      const next = await stream(
        there,
        { ...hello(undefined, session), cursors: [{ conversation: 'mine', offset: 1, chain: 'aaaaaaaaaaaa' }] },
        { credential, more: `&mode=poll&after=${String(lines.at(-1)?.['after'])}` },
      );
      expect(await next.whole).toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({ type: 'attached', state: 'reset' }),
          expect.objectContaining({ type: 'entry.added', seq: 1 }),
        ]),
      );
    });

    it('[TR40] lossy frames ride on the bus: a read mark that one node takes', async () => {
      const session = newSession();
      const down = await stream(here, hello(undefined, session));
      const { credential, visitor } = await down.next('welcomed');
      const ask = { credential: String(credential) };
      await post(there, [message(session, 1)], ask);
      expect(
        (await post(there, [{ type: 'read', conversation: 'mine', offset: 1 }, { type: 'pong' }], ask)).lines,
      ).toEqual([]);
      const conversation = conversationOf((visitor as { id: string }).id);
      await expect
        .poll(
          async () => (await here.store.conversations.attach(conversation, { offset: 0, chain: '' }, [])).log.readBy,
        )
        .toMatchObject({ visitor: 1 });
    });
  });
}
