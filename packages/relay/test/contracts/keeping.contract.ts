import { describe, expect, it } from 'vitest';
import type { JournalItem, KeptStore } from '../../src/ports/index.ts';
import { cnv, message, order, record, relayEntry, sessionOf, t0, visitor, visitorRecord } from './build.ts';
import { useStore } from './use-store.ts';

const site = 'site_1';
const row = (key: string, more: Partial<JournalItem> = {}): JournalItem => ({ key, kind: 'order.reported', ...more });

/** What the keeping port promises. `open` gives a fresh, empty store. */
export function describeKeeping(name: string, open: () => Promise<KeptStore>): void {
  describe(`keeping on ${name}`, () => {
    const store = useStore(open);
    const keeping = () => store().keeping;

    async function fill(): Promise<void> {
      await store().conversations.append(message(1), t0);
      await store().conversations.commit(record(), 0, [relayEntry('c1')], t0);
      await store().conversations.setContext(cnv, { page: { url: 'https://shop.example/', title: 'Shop' } });
      await store().conversations.touch(site, cnv, t0);
    }

    it('[ST120] names the conversations nobody touched for long, longest ago first', async () => {
      for (const [index, id] of ['cnv_c', 'cnv_a', 'cnv_b'].entries())
        await store().conversations.touch(site, id, t0 + index);
      await store().conversations.touch('site_2', 'cnv_d', t0);
      const names = async (after: number, before: number, limit = 10) =>
        (await keeping().idle(site, after, before, limit)).map(({ conversation }) => conversation);
      expect(await names(0, t0 + 10)).toEqual(['cnv_c', 'cnv_a', 'cnv_b']);
      expect(await names(t0, t0 + 2)).toEqual(['cnv_a']);
      expect(await names(0, t0 + 10, 2)).toEqual(['cnv_c', 'cnv_a']);
      expect(await keeping().idle(site, t0 + 1, t0 + 10, 1)).toEqual([{ conversation: 'cnv_b', at: t0 + 2 }]);
      // Of one instant all, so that nobody is passed over behind it.
      for (const id of ['cnv_f', 'cnv_e']) await store().conversations.touch(site, id, t0 + 1);
      expect(await names(0, t0 + 10, 2)).toEqual(['cnv_c', 'cnv_a', 'cnv_e', 'cnv_f']);
      expect(await names(0, t0 + 10, 1)).toEqual(['cnv_c']);
    });

    it('[ST121] takes a conversation away whole, and a cursor on it is reset', async () => {
      await fill();
      const [first] = await store().conversations.read(cnv, 0, 1);
      expect(await keeping().eraseConversation(site, cnv)).toBe(true);
      const { record: left, log, context } = await store().conversations.view(cnv);
      expect([left, log.top, log.lastText, context]).toEqual([undefined, 0, undefined, undefined]);
      expect(await store().conversations.read(cnv, 0, 10)).toEqual([]);
      expect(await store().conversations.recent(site, t0 + 10, 10)).toEqual([]);
      const cursor = { offset: 1, chain: first?.chain ?? '' };
      expect(await store().conversations.attach(cnv, cursor, [sessionOf('a')])).toMatchObject({
        state: 'reset',
        highest: { [sessionOf('a')]: 0 },
      });
      expect(await keeping().eraseConversation(site, cnv)).toBe(true);
      // Another one begins.
      expect(await store().conversations.append(message(1), t0)).toMatchObject({ kind: 'appended', offset: 1 });
    });

    it('[ST121] unless somebody wrote meanwhile', async () => {
      await fill();
      expect(await keeping().eraseConversation(site, cnv, 1)).toBe(false);
      expect(await store().conversations.read(cnv, 0, 10)).toHaveLength(2);
      expect(await store().conversations.recent(site, t0 + 10, 10)).toHaveLength(1);
      expect(await keeping().eraseConversation(site, cnv, 2)).toBe(true);
    });

    it('[ST122] knows a visitor’s sessions, and takes record and lanes away at the expected revision', async () => {
      const lane = 'f'.repeat(32);
      await fill();
      await store().visitors.advanceLane(visitor.id, lane, 1, '{}', t0);
      expect(await keeping().sessionsOf(visitor.id)).toEqual([sessionOf('a'), lane]);
      await store().visitors.commit(visitorRecord(), 0, t0);
      expect(await keeping().eraseVisitor(visitor.id, 7)).toBe(false);
      expect(await store().visitors.load(visitor.id)).toBeDefined();
      expect(await keeping().eraseVisitor(visitor.id, 1)).toBe(true);
      expect(await store().visitors.load(visitor.id)).toBeUndefined();
      expect(await keeping().sessionsOf(visitor.id)).toEqual([sessionOf('a')]);
      await store().visitors.advanceLane(visitor.id, lane, 1, '{}', t0);
      await keeping().forgetLanes(visitor.id);
      expect(await keeping().sessionsOf(visitor.id)).toEqual([sessionOf('a')]);
    });

    it('[ST122] forgets lanes that nobody used for 35 days, and no others', async () => {
      await store().visitors.advanceLane(visitor.id, sessionOf('a'), 1, '{}', t0);
      await store().visitors.advanceLane(visitor.id, sessionOf('b'), 1, '{}', t0 + 10);
      const { pruneLanes } = keeping();
      // Where there is none the store forgets by itself.
      if (pruneLanes === undefined) return;
      expect(await pruneLanes(10, t0 + 35 * 86_400_000)).toBe(0);
      expect(await pruneLanes(10, t0 + 35 * 86_400_000 + 5)).toBe(1);
      expect(await keeping().sessionsOf(visitor.id)).toEqual([sessionOf('b')]);
    });

    it('[ST122] names every visitor with a record, page by page', async () => {
      const ids = Array.from({ length: 57 }, (_, index) => `vis_v${index}`);
      await Promise.all(ids.map((id) => store().visitors.commit(visitorRecord({ visitor: id }), 0, t0)));
      const met = new Set<string>();
      let from: string | undefined;
      do {
        const page = await keeping().visitors(from, 10);
        for (const one of page.records) met.add(one.visitor);
        from = page.next;
      } while (from !== undefined);
      expect([...met].sort()).toEqual([...ids].sort());
    });

    it('[ST123] reads the journal from its beginning', async () => {
      await store().journal.append(
        site,
        ['a', 'b', 'c'].map((key) => row(key)),
        t0,
      );
      const numbers = async (after: number, limit: number) =>
        (await keeping().journalAfter(site, after, limit)).map(({ number }) => number);
      expect(await numbers(0, 2)).toEqual([1, 2]);
      expect(await numbers(2, 10)).toEqual([3]);
      expect(await numbers(3, 10)).toEqual([]);
      expect(await numbers(0, 0)).toEqual([]);
    });

    it('[ST123] puts items into rows’ places, or takes rows away, and goes on counting', async () => {
      await store().journal.append(
        site,
        ['a', 'b', 'c', 'd'].map((key) => row(key, { visitor: 'vis_1' })),
        t0,
      );
      const amend = () =>
        keeping().amendJournal(site, [{ number: 2, item: row('n2', { value: 5 }) }, { number: 4 }, { number: 9 }]);
      await amend();
      await amend();
      const expected = [
        { ...row('c', { visitor: 'vis_1' }), number: 3, at: t0 },
        { ...row('n2', { value: 5 }), number: 2, at: t0 },
        { ...row('a', { visitor: 'vis_1' }), number: 1, at: t0 },
      ];
      expect(await store().journal.read(site, undefined, 10)).toEqual(expected);
      expect(await store().journal.read(site, 3, 1)).toEqual([expected[1]]);
      expect(await keeping().journalAfter(site, 0, 2)).toEqual([expected[2], expected[1]]);
      // Under the key it had, too: it is forgotten all the same.
      await keeping().amendJournal(site, [{ number: 3, item: row('c') }]);
      expect((await store().journal.append(site, [row('c')], t0 + 1))[0]?.number).toBe(5);
      // A second time.
      await keeping().amendJournal(site, [{ number: 2, item: row('n2', { value: 6 }) }]);
      expect(await store().journal.read(site, 3, 1)).toMatchObject([{ number: 2, value: 6, at: t0 }]);
      await keeping().amendJournal(site, [{ number: 2 }]);
      expect((await keeping().journalAfter(site, 1, 10)).map(({ number }) => number)).toEqual([3, 5]);
      const [next] = await store().journal.append(site, [row('e')], t0 + 1);
      expect(next?.number).toBe(6);
      expect(await store().journal.append(site, [row('c')], t0 + 2)).toMatchObject([{ number: 5 }]);
      expect((await store().journal.append(site, [row('b')], t0 + 3))[0]?.number).toBe(7);
    });

    it('[ST131] seals rows that change no more, and reads them as they were', async () => {
      const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
      await store().journal.append(
        site,
        numbers.map((number) => row(`k${number}`, { visitor: 'vis_1', reason: `Größe "${number}"` })),
        t0,
      );
      const { sealJournal } = keeping();
      // Where there is none, rows do not lie in memory.
      if (sealJournal === undefined) {
        expect(store().kind).toBe('sqlite');
        return;
      }
      expect(await sealJournal(site, 12, 3)).toBe(0);
      // Number 4 is gone; 11 and 12 are as they came.
      const amended = numbers
        .slice(0, 10)
        .map((number) =>
          number === 4 ? { number } : { number, item: row(`nameless/${number}`, { reason: `Größe "${number}"` }) },
        );
      await keeping().amendJournal(site, amended);
      const look = async () => ({
        all: await store().journal.read(site, undefined, 50),
        pages: await Promise.all(
          [
            [13, 2],
            [12, 4],
            [8, 2],
            [7, 3],
            [5, 50],
            [4, 2],
            [2, 5],
            [1, 5],
          ].map(([before, limit = 0]) => store().journal.read(site, before, limit)),
        ),
        after: await Promise.all(
          [
            [0, 50],
            [0, 2],
            [3, 3],
            [4, 1],
            [6, 4],
            [10, 5],
            [12, 5],
          ].map(([after = 0, limit = 0]) => keeping().journalAfter(site, after, limit)),
        ),
      });
      const before = await look();
      expect(before.all).toHaveLength(11);
      expect(await sealJournal(site, 10, 3)).toBe(3);
      expect(await look()).toEqual(before);
      expect(await sealJournal(site, 10, 4)).toBe(4);
      expect(await look()).toEqual(before);
      // Two are left, too few; and what was not amended is never sealed.
      expect(await sealJournal(site, 12, 3)).toBe(0);
      const [next] = await store().journal.append(site, [row('k13')], t0 + 1);
      expect(next?.number).toBe(13);
      await keeping().scrub(site);
      expect((await store().journal.read(site, undefined, 50)).slice(1)).toEqual(before.all);
    });

    it('[ST124] puts an order in the place of another, at the expected revision', async () => {
      const one = order('page/s/1', { visitor: 'vis_1' });
      await store().ledger.commit(one, 0, t0);
      const { visitor: _visitor, ...bare } = one;
      expect(await keeping().replaceOrder('page/s/1', { ...bare, key: 'page/x', revision: 4 })).toBe(false);
      expect(await keeping().replaceOrder('page/s/1', { ...bare, key: 'page/x', revision: 1 })).toBe(true);
      expect(await keeping().replaceOrder('page/s/1', { ...bare, key: 'page/x', revision: 1 })).toBe(false);
      expect(await store().ledger.load(site, 'page/s/1')).toBeUndefined();
      expect(await store().ledger.list(site, t0 * 2, 10)).toEqual([{ ...bare, key: 'page/x', revision: 2 }]);
      expect(await keeping().replaceOrder('page/x', { ...bare, key: 'page/x', revision: 2 })).toBe(true);
      expect(await store().ledger.load(site, 'page/x')).toMatchObject({ revision: 3 });
    });

    it('[ST125] forgets the letters of a conversation, those that left too', async () => {
      const letter = (key: string, conversation = cnv) =>
        ({ key, kind: 'answer', site, conversation, to: 'a@b.example' }) as const;
      const others = ['left/bbb/1', 'left/aaaa/1', 'left/1/baaa'].map((key) => letter(key, 'cnv_2'));
      const left = [letter('left/aaa/1'), ...others];
      for (const one of [letter('k1'), letter('k3', 'cnv_2'), ...left]) await store().mails.put(one, 0, t0);
      for (const { key } of left) await store().mails.settle(key, t0);
      expect(await keeping().mailsOf(cnv)).toEqual([letter('k1')]);
      await keeping().eraseMails(cnv, ['aaa']);
      expect(await keeping().mailsOf(cnv)).toEqual([]);
      expect((await store().mails.take(10, 1_000, t0)).map(({ key }) => key)).toEqual(['k3']);
      expect(await store().mails.put(letter('left/aaa/1'), 0, t0)).toBe(true);
      // Whatever else is in the key, a name is in it whole or not at all.
      for (const one of others) expect(await store().mails.put(one, 0, t0)).toBe(false);
    });

    it('[ST126] gives a job to one node at a time, and the next goes on where it stood', async () => {
      expect(await keeping().takeTask('sweep', 'n1', 1_000, t0)).toBe('');
      expect(await keeping().noteTask('sweep', 'n1', '{"at":"7|8"}')).toBe(true);
      expect(await keeping().takeTask('sweep', 'n2', 1_000, t0 + 999)).toBeUndefined();
      expect(await keeping().noteTask('sweep', 'n2', 'mine')).toBe(false);
      expect(await keeping().takeTask('sweep', 'n1', 1_000, t0 + 999)).toBe('{"at":"7|8"}');
      expect(await keeping().takeTask('sweep', 'n2', 1_000, t0 + 1_998)).toBeUndefined();
      expect(await keeping().takeTask('sweep', 'n2', 1_000, t0 + 1_999)).toBe('{"at":"7|8"}');
      expect(await keeping().noteTask('sweep', 'n1', 'late')).toBe(false);
      expect(await keeping().takeTask('other', 'n1', 1_000, t0)).toBe('');
    });

    it('[ST127] knows how full it is', async () => {
      expect((await keeping().room()).usedBytes).toBeGreaterThan(1_000);
      expect(await keeping().risks()).toEqual([]);
    });
  });
}
