import { describe, expect, it } from 'vitest';
import type { KeptStore } from '../../src/ports/index.ts';
import {
  adas,
  cnv,
  engagement,
  message,
  owned,
  record,
  relayEntry,
  rep,
  sessionOf,
  t0,
  textBody,
  visitor,
} from './build.ts';
import { useStore } from './use-store.ts';

const site = 'site_1';
const context = (title: string) => ({ page: { url: 'https://shop.example/', title } });
const awkward = '"\\u0000\\n| {"a":1} [2] Größe 你好 🙂 \u2028 \u007f \u0080 \u00ff';

/** What the keeping port promises of conversations in one value. `open` gives a fresh, empty store. */
export function describeCompacting(name: string, open: () => Promise<KeptStore>): void {
  describe(`conversations in one value on ${name}`, () => {
    const store = useStore(open);
    const conversations = () => store().conversations;

    /** A talk of three parties that is over, its record at revision 2. */
    async function talk(): Promise<void> {
      await conversations().commit(owned, 0, [relayEntry('c1')], t0);
      await conversations().append(message(1, { body: textBody(awkward) }), t0 + 1);
      await conversations().append(
        message(2, { kind: 'file', body: '{"file":"fil_1","name":"a.pdf"}', sent: '{"file":"fil_1"}' }),
        t0 + 2,
      );
      await conversations().append(message(1, { session: sessionOf('r'), by: rep, assignment: adas }), t0 + 3);
      await conversations().append(
        message(2, { session: sessionOf('r'), by: rep, kind: 'note', assignment: adas }),
        t0 + 4,
      );
      await conversations().setContext(cnv, context('Shop'));
      await conversations().setRead(cnv, 'visitor', 3);
      const over = record({
        epoch: 1,
        lastRep: rep.id,
        engagement: engagement({ state: 'resolved', resolvedAt: t0 + 5 }),
      });
      await conversations().commit(over, 1, [relayEntry('c2', { kind: 'engagement.resolved' })], t0 + 5);
      await conversations().touch(site, cnv, t0 + 5);
    }
    const top = 6;
    const compact = () => store().keeping.compact(cnv, top, 2);

    async function all() {
      const entries = await conversations().read(cnv, 0, 100);
      const cursors = [{ offset: 0, chain: '' }, ...entries, { offset: 2, chain: 'x' }, { offset: 99, chain: 'y' }];
      return {
        entries,
        pages: await Promise.all([0, 2, 5, 6, 99].map((after) => conversations().read(cnv, after, 2))),
        attached: await Promise.all(
          cursors.map(({ offset, chain }) =>
            conversations().attach(cnv, { offset, chain }, [
              sessionOf('a'),
              sessionOf('r'),
              sessionOf('x'),
              'relay/c1',
            ]),
          ),
        ),
        view: await conversations().view(cnv),
        views: await conversations().views(['cnv_none', cnv]),
        recent: await conversations().recent(site, t0 + 10, 10),
        sessions: await store().keeping.sessionsOf(visitor.id),
      };
    }

    it('[ST128] reads as it did', async () => {
      await talk();
      const before = await all();
      expect(before.entries).toHaveLength(top);
      expect(await compact()).toBe(true);
      expect(await all()).toEqual(before);
      // It is one already.
      expect(await compact()).toBe(false);
      expect(await all()).toEqual(before);
    });

    it('[ST128] only where it stands as expected, and where there is something', async () => {
      await talk();
      const { keeping } = store();
      expect(await keeping.compact(cnv, 5, 2)).toBe(false);
      expect(await keeping.compact(cnv, 6, 1)).toBe(false);
      expect(await keeping.compact('cnv_none', 0, 0)).toBe(false);
      await conversations().setContext('cnv_2', context('Only looked'));
      expect(await keeping.compact('cnv_2', 0, 0)).toBe(false);
      expect((await conversations().view('cnv_2')).context).toEqual(context('Only looked'));
    });

    it('[ST129] goes on where it was left, whoever writes', async () => {
      await talk();
      await compact();
      const next = await conversations().append(message(3), t0 + 9);
      expect(next).toMatchObject({ kind: 'appended', offset: 7, at: t0 + 9, hasOpenEngagement: false });
      const entries = await conversations().read(cnv, 0, 100);
      expect(entries.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect((await conversations().view(cnv)).record).toMatchObject({ revision: 2, lastRep: rep.id });
      // And is compacted again, with what came.
      expect(await store().keeping.compact(cnv, 7, 2)).toBe(true);
      expect(await conversations().read(cnv, 0, 100)).toEqual(entries);
      const [first] = entries;
      expect(first?.body).toBe(JSON.stringify({ engagement: 'eng_1', cause: 'visitor' }));
      expect(entries[1]?.body).toBe(textBody(awkward));
    });

    it('[ST129] tells what is late as before: duplicates, conflicts, gaps, former owners', async () => {
      await talk();
      const late = [
        message(2, { kind: 'file', body: '{"file":"fil_1"}', sent: '{"file":"fil_1"}' }),
        message(1, { body: textBody('another') }),
        message(4),
        message(3, { session: sessionOf('r'), by: rep, assignment: adas }),
        message(1, { session: 'relay/c1' }),
      ];
      const expected = [];
      for (const one of late) {
        await compact();
        expected.push(await conversations().append(one, t0 + 9));
      }
      expect(expected).toEqual([
        { session: sessionOf('a'), seq: 2, kind: 'duplicate', offset: 3, hasOpenEngagement: false },
        { session: sessionOf('a'), seq: 1, kind: 'conflict' },
        { session: sessionOf('a'), seq: 4, kind: 'gap', highest: 2 },
        { session: sessionOf('r'), seq: 3, kind: 'fenced', epoch: 1 },
        { session: 'relay/c1', seq: 1, kind: 'conflict' },
      ]);
      expect(await conversations().read(cnv, 0, 100)).toHaveLength(top);
    });

    it('[ST129] takes appends of one turn in their order, beside those of others', async () => {
      await talk();
      await compact();
      const answers = await Promise.all([
        conversations().append(message(3), t0 + 9),
        conversations().append(message(1, { conversation: 'cnv_2' }), t0 + 9),
        conversations().append(message(4), t0 + 9),
        conversations().append(message(6), t0 + 9),
        conversations().append(message(5), t0 + 9),
      ]);
      expect(answers.map((one) => [one.kind, 'offset' in one ? one.offset : undefined])).toEqual([
        ['appended', 7],
        ['appended', 1],
        ['appended', 8],
        ['gap', undefined],
        ['appended', 9],
      ]);
    });

    it('[ST129] commits at its revision only, and passes over causes that are in it', async () => {
      await talk();
      const before = (await conversations().view(cnv)).record;
      await compact();
      expect(await conversations().commit(owned, 0, [relayEntry('c3')], t0 + 9)).toEqual({
        kind: 'stale',
        current: before,
      });
      await compact();
      const again = { ...owned, epoch: 2, engagement: engagement({ id: 'eng_2', startOffset: top }) };
      const answer = await conversations().commit(again, 2, [relayEntry('c1'), relayEntry('c3')], t0 + 9);
      expect(answer).toMatchObject({ kind: 'committed', revision: 3 });
      const entries = await conversations().read(cnv, 0, 100);
      expect(entries.map(({ session }) => session).slice(5)).toEqual(['relay/c2', 'relay/c3']);
      expect(
        await conversations().append(message(3, { by: rep, assignment: { ...adas, epoch: 2 } }), t0 + 9),
      ).toMatchObject({
        kind: 'appended',
        hasOpenEngagement: true,
      });
    });

    it('[ST129] keeps marks a maximum, and a context that is set is the one shown', async () => {
      await talk();
      await compact();
      expect(await conversations().setRead(cnv, 'visitor', 2)).toBe(3);
      expect(await conversations().setRead(cnv, 'rep', 99)).toBe(top);
      await compact();
      await conversations().setContext(cnv, context('Back again'));
      const before = await all();
      expect(before.view).toMatchObject({
        context: context('Back again'),
        log: { readBy: { visitor: 3, rep: top }, unreadByRep: 0 },
      });
      // What was set since goes into the value, too.
      expect(await compact()).toBe(true);
      expect(await all()).toEqual(before);
      await conversations().setContext(cnv, context('Once more'));
      await conversations().append(message(3), t0 + 9);
      expect((await conversations().view(cnv)).context).toEqual(context('Once more'));
    });

    it('[ST129] loses nothing to whoever writes while it is compacted', async () => {
      await talk();
      let seq = 2;
      let writes = 0;
      for (let round = 0; round < 30; round += 1) {
        const { log, record: now } = await conversations().view(cnv);
        const results = await Promise.all([
          store().keeping.compact(cnv, log.top, now?.revision ?? 0),
          conversations().append(message((seq += 1)), t0 + 10 + round),
          store().keeping.compact(cnv, log.top, now?.revision ?? 0),
          ...(round % 3 === 0 ? [conversations().setContext(cnv, context(`${round}`))] : []),
        ]);
        if (results[1].kind === 'appended') writes += 1;
      }
      expect(writes).toBe(30);
      const entries = await conversations().read(cnv, 0, 100);
      expect(entries.map(({ offset }) => offset)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
      expect(entries.slice(top).map(({ body }) => body)).toEqual(
        Array.from({ length: 30 }, (_, index) => textBody(`a${index + 3}`)),
      );
      expect((await conversations().view(cnv)).context).toEqual(context('27'));
    });

    it('[ST130] goes without its beginning, and says so to whoever comes with a cursor from there', async () => {
      await talk();
      const before = await conversations().read(cnv, 0, 100);
      const chainAt = (offset: number) => before[offset - 1]?.chain ?? '';
      const attach = async (offset: number, chain: string) => {
        const { state, from, log, highest } = await conversations().attach(cnv, { offset, chain }, [
          sessionOf('a'),
          sessionOf('r'),
          'relay/c1',
        ]);
        return { state, from, log, highest };
      };
      const edge = { offset: 3, chain: chainAt(3) };
      const check = async () => {
        expect(await conversations().read(cnv, 0, 100)).toEqual(before.slice(3));
        expect(await conversations().read(cnv, 4, 1)).toEqual([before[4]]);
        expect((await conversations().view(cnv)).log).toMatchObject({ top, trimmedTo: 3, unreadByRep: 1 });
        for (const [offset, chain] of [
          [0, ''],
          [2, chainAt(2)],
          [3, 'other'],
          [5, 'other'],
          [99, 'x'],
        ] as const)
          expect(await attach(offset, chain), `${offset} ${chain}`).toMatchObject({ state: 'trimmed', from: edge });
        expect(await attach(3, edge.chain)).toMatchObject({ state: 'ok', from: edge });
        expect(await attach(5, chainAt(5))).toMatchObject({ state: 'ok', from: { offset: 5, chain: chainAt(5) } });
        // Of the first party and cause nothing is left.
        expect((await attach(0, '')).highest).toEqual({ [sessionOf('a')]: 0, [sessionOf('r')]: 2, 'relay/c1': 0 });
      };
      expect(await store().keeping.compact(cnv, top, 2, top)).toBe(false);
      expect(await store().keeping.compact(cnv, top, 2, 3)).toBe(true);
      await check();
      expect(await store().keeping.compact(cnv, top, 2, 3)).toBe(false);
      expect(await store().keeping.compact(cnv, top, 2)).toBe(false);
      // Back among rows, and in one value again, it is the same.
      const next = await conversations().append(message(3, { session: sessionOf('r'), by: rep }), t0 + 9);
      expect(next).toMatchObject({ kind: 'appended', offset: 7 });
      expect((await conversations().read(cnv, 0, 100)).map(({ offset }) => offset)).toEqual([4, 5, 6, 7]);
      expect(await attach(0, '')).toMatchObject({ state: 'trimmed', from: edge, log: { trimmedTo: 3, top: 7 } });
      expect(await attach(3, edge.chain)).toMatchObject({ state: 'ok', from: edge });
      expect(await store().keeping.compact(cnv, 7, 2, 5)).toBe(true);
      expect((await conversations().read(cnv, 0, 100)).map(({ offset }) => offset)).toEqual([6, 7]);
      expect(await attach(3, edge.chain)).toMatchObject({ state: 'trimmed', from: { offset: 5, chain: chainAt(5) } });
      expect(await store().keeping.sessionsOf(visitor.id)).toEqual([sessionOf('r')]);
    });

    it('[ST130] is trimmed also once it is one value, with what was set since', async () => {
      await talk();
      await compact();
      await conversations().setContext(cnv, context('Since'));
      expect(await store().keeping.compact(cnv, top, 2, 1)).toBe(true);
      expect((await conversations().read(cnv, 0, 100)).map(({ offset }) => offset)).toEqual([2, 3, 4, 5, 6]);
      expect(await conversations().view(cnv)).toMatchObject({ context: context('Since'), log: { trimmedTo: 1 } });
      expect(await store().keeping.eraseConversation(site, cnv, top)).toBe(true);
      expect(await conversations().view(cnv)).toMatchObject({ log: { top: 0 } });
    });

    it('[ST121] is taken away whole, at its top', async () => {
      await talk();
      await compact();
      expect(await store().keeping.eraseConversation(site, cnv, 5)).toBe(false);
      expect(await conversations().read(cnv, 0, 100)).toHaveLength(top);
      await conversations().setContext(cnv, context('Since'));
      expect(await store().keeping.eraseConversation(site, cnv, top)).toBe(true);
      const { log, record: left, context: shown } = await conversations().view(cnv);
      expect([log.top, left, shown]).toEqual([0, undefined, undefined]);
      expect(await conversations().read(cnv, 0, 100)).toEqual([]);
      expect(await store().keeping.sessionsOf(visitor.id)).toEqual([]);
      expect(await conversations().append(message(1), t0 + 9)).toMatchObject({ kind: 'appended', offset: 1 });
    });
  });
}
