import { describe, expect, it } from 'vitest';
import { cnv, engagement, message, record, relayEntry, rep, sessionOf, t0, textBody, visitor } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

const start = { offset: 0, chain: '' } as const;
const emptyLog = { top: 0, chain: '', visitorTop: 0, unreadByRep: 0, readBy: { visitor: 0, rep: 0 } };

export function describeReading(name: string, open: Open): void {
  describe(`reading conversations on ${name}`, () => {
    const store = useStore(open);
    const conversations = () => store().conversations;
    const logOf = async () => (await conversations().view(cnv)).log;

    /** Appends the next message of this author. */
    const counts = new Map<string, number>();
    async function say(by: typeof visitor | typeof rep, changes: Parameters<typeof message>[1] = {}, at = t0) {
      const key = `${expect.getState().currentTestName}/${by.kind}`;
      const seq = (counts.get(key) ?? 0) + 1;
      counts.set(key, seq);
      const answer = await conversations().append(
        message(seq, { session: sessionOf(by.kind[0] ?? ''), by, ...changes }),
        at,
      );
      if (answer.kind !== 'appended') throw new Error(`not appended: ${answer.kind}`);
      return answer;
    }

    it('[ST10] reads pages in order', async () => {
      for (let n = 0; n < 12; n++) await say(visitor);
      const offsets = async (after: number, limit: number) =>
        (await conversations().read(cnv, after, limit)).map(({ offset }) => offset);
      expect(await offsets(0, 5)).toEqual([1, 2, 3, 4, 5]);
      expect(await offsets(5, 5)).toEqual([6, 7, 8, 9, 10]);
      expect(await offsets(10, 5)).toEqual([11, 12]);
      expect(await offsets(12, 5)).toEqual([]);
      expect(await offsets(99, 5)).toEqual([]);
      expect(await offsets(0, 0)).toEqual([]);
      expect(await conversations().read('cnv_none', 0, 5)).toEqual([]);
    });

    it('[ST10] gives each entry whole', async () => {
      const { chain } = await say(visitor, { body: textBody('Is it sealed?') }, t0 + 5);
      expect(await conversations().read(cnv, 0, 1)).toEqual([
        {
          offset: 1,
          chain,
          session: sessionOf('v'),
          seq: 1,
          at: t0 + 5,
          kind: 'message',
          by: visitor,
          body: '{"text":"Is it sealed?"}',
        },
      ]);
    });

    it('[ST11] goes on where the cursor lies on the log', async () => {
      const { chain } = await say(visitor);
      await say(visitor);
      const attached = await conversations().attach(cnv, { offset: 1, chain }, []);
      expect(attached).toMatchObject({ state: 'ok', from: { offset: 1, chain }, log: { top: 2 } });
      expect(await conversations().attach(cnv, start, [])).toMatchObject({ state: 'ok', from: start });
    });

    it('[ST11] begins anew where it does not', async () => {
      const first = await say(visitor);
      const second = await say(visitor);
      const reset = { state: 'reset', from: start };
      const attach = (offset: number, chain: string) => conversations().attach(cnv, { offset, chain }, []);
      expect(await attach(1, second.chain)).toMatchObject(reset);
      expect(await attach(2, first.chain)).toMatchObject(reset);
      expect(await attach(2, '')).toMatchObject(reset);
      expect(await attach(3, second.chain)).toMatchObject(reset);
      expect(await conversations().attach('cnv_none', { offset: 1, chain: first.chain }, [])).toMatchObject(reset);
      expect(await attach(0, first.chain)).toMatchObject({ state: 'ok', from: start });
    });

    it('[ST12] names the highest of every session asked for', async () => {
      await say(visitor);
      await say(visitor);
      await say(rep);
      const { highest } = await conversations().attach(cnv, start, [sessionOf('v'), sessionOf('x')]);
      expect(highest).toEqual({ [sessionOf('v')]: 2, [sessionOf('x')]: 0 });
      expect((await conversations().attach('cnv_none', start, [sessionOf('v')])).highest).toEqual({
        [sessionOf('v')]: 0,
      });
    });

    it('[ST13] keeps the last offset a visitor may see', async () => {
      await say(visitor);
      expect(await logOf()).toMatchObject({ top: 1, visitorTop: 1 });
      await say(rep, { kind: 'note' });
      await conversations().commit(record(), 0, [relayEntry('opened')], t0);
      const { chain } = await conversations()
        .view(cnv)
        .then(({ log }) => log);
      expect(await logOf()).toMatchObject({ top: 3, visitorTop: 1, chain });
      expect((await conversations().read(cnv, 2, 1))[0]?.chain).toBe(chain);
      const resolved = { engagement: 'eng_1', disposition: 'sold' };
      const entry = relayEntry('resolved', { kind: 'engagement.resolved', body: JSON.stringify(resolved) });
      await conversations().commit(record(), 1, [entry], t0);
      expect(await logOf()).toMatchObject({ top: 4, visitorTop: 4 });
    });

    it('[ST13] keeps when each side wrote', async () => {
      await say(visitor, {}, t0 + 1);
      await say(rep, { kind: 'note' }, t0 + 2);
      expect(await logOf()).toEqual({
        ...emptyLog,
        top: 2,
        chain: expect.any(String),
        visitorTop: 1,
        lastVisitorMessageAt: t0 + 1,
        unreadByRep: 1,
        lastText: 'v1',
      });
      await say(rep, {}, t0 + 3);
      await say(rep, {}, t0 + 4);
      await say(visitor, {}, t0 + 5);
      await say(rep, { kind: 'offer', body: '{"offer":"off_1","title":"Free shipping","text":"…"}' }, t0 + 6);
      expect(await logOf()).toMatchObject({
        lastVisitorMessageAt: t0 + 5,
        firstRepMessageAt: t0 + 3,
        lastRepMessageAt: t0 + 4,
        unreadByRep: 2,
        lastText: 'v2',
      });
    });

    it('[ST13] cuts the last words to 120, never through a character', async () => {
      await say(visitor, { body: textBody('é'.repeat(200)) });
      expect((await logOf()).lastText).toBe('é'.repeat(120));
      await say(visitor, { body: textBody(`${'x'.repeat(119)}🙂🙂`) });
      expect((await logOf()).lastText).toBe('x'.repeat(119));
      await say(visitor, { body: textBody(`${'x'.repeat(118)}🙂🙂`) });
      expect((await logOf()).lastText).toBe(`${'x'.repeat(118)}🙂`);
      await say(visitor, { body: textBody('') });
      expect((await logOf()).lastText).toBe('');
    });

    it('[ST14] keeps read marks as maxima within the log', async () => {
      for (let n = 0; n < 4; n++) await say(visitor);
      const { setRead } = {
        setRead: (by: 'visitor' | 'rep', offset: number) => conversations().setRead(cnv, by, offset),
      };
      expect(await setRead('visitor', 2)).toBe(2);
      expect(await setRead('visitor', 1)).toBe(2);
      expect(await setRead('rep', 3)).toBe(3);
      expect((await logOf()).readBy).toEqual({ visitor: 2, rep: 3 });
      expect(await setRead('rep', 1_000_000)).toBe(4);
      expect(await setRead('visitor', 1_000_000)).toBe(4);
      await say(visitor);
      expect(await logOf()).toMatchObject({ readBy: { visitor: 4, rep: 4 }, unreadByRep: 1 });
      expect(await conversations().setRead('cnv_none', 'rep', 7)).toBe(0);
      expect(await conversations().view('cnv_none')).toEqual({ record: undefined, log: emptyLog, context: undefined });
    });

    it('[ST14] counts what the rep has not read', async () => {
      await say(visitor); // 1
      await say(rep); // 2
      await say(visitor); // 3
      await say(visitor, { kind: 'offer.applied', body: '{"offer":"off_1","isApplied":true}' }); // 4
      await say(visitor); // 5
      expect((await logOf()).unreadByRep).toBe(3);
      await conversations().setRead(cnv, 'visitor', 5);
      expect((await logOf()).unreadByRep).toBe(3);
      await conversations().setRead(cnv, 'rep', 2);
      expect((await logOf()).unreadByRep).toBe(2);
      await conversations().setRead(cnv, 'rep', 1);
      expect((await logOf()).unreadByRep).toBe(2);
      await conversations().setRead(cnv, 'rep', 4);
      expect((await logOf()).unreadByRep).toBe(1);
      await conversations().setRead(cnv, 'rep', 5);
      expect((await logOf()).unreadByRep).toBe(0);
    });

    it('[ST17] shows an empty view of what is not stored, and many in the order asked', async () => {
      await say(visitor);
      await conversations().commit(record({ conversation: 'cnv_2', engagement: engagement() }), 0, [], t0);
      const views = await conversations().views(['cnv_2', 'cnv_none', cnv, 'cnv_2']);
      const one = await Promise.all(['cnv_2', 'cnv_none', cnv, 'cnv_2'].map((id) => conversations().view(id)));
      expect(views).toEqual(one);
      expect(views.map(({ record: found, log }) => [found?.conversation, log.top])).toEqual([
        ['cnv_2', 0],
        [undefined, 0],
        [undefined, 1],
        ['cnv_2', 0],
      ]);
      expect(views[1]).toEqual({ record: undefined, log: emptyLog, context: undefined });
      expect(await conversations().views([])).toEqual([]);
    });

    it('[ST18] shows the last context, with or without entries', async () => {
      const page = (title: string) => ({ page: { url: 'https://shop.example/cart', title } });
      await conversations().setContext(cnv, page('Cart'));
      expect(await conversations().view(cnv)).toEqual({ record: undefined, log: emptyLog, context: page('Cart') });
      await say(visitor);
      await conversations().setContext(cnv, { ...page('Checkout'), checkout: { step: 1 } });
      const attached = await conversations().attach(cnv, start, []);
      expect(attached.context).toEqual({ ...page('Checkout'), checkout: { step: 1 } });
      expect(attached.log.top).toBe(1);
    });

    it('[ST19] lists a site’s conversations by their last touch', async () => {
      const recent = async (before: number, limit = 10) =>
        (await conversations().recent('site_1', before, limit)).map(({ conversation, at }) => [conversation, at - t0]);
      await conversations().touch('site_1', 'cnv_a', t0 + 1);
      await conversations().touch('site_1', 'cnv_b', t0 + 2);
      await conversations().touch('site_1', 'cnv_c', t0 + 2);
      await conversations().touch('site_2', 'cnv_x', t0 + 3);
      expect(await recent(t0 + 10)).toEqual([
        ['cnv_c', 2],
        ['cnv_b', 2],
        ['cnv_a', 1],
      ]);
      await conversations().touch('site_1', 'cnv_a', t0 + 4);
      await conversations().touch('site_1', 'cnv_b', t0);
      expect(await recent(t0 + 10)).toEqual([
        ['cnv_a', 4],
        ['cnv_c', 2],
        ['cnv_b', 2],
      ]);
      expect(await recent(t0 + 4)).toEqual([
        ['cnv_c', 2],
        ['cnv_b', 2],
      ]);
      expect(await recent(t0 + 10, 1)).toEqual([['cnv_a', 4]]);
      expect(await recent(t0)).toEqual([]);
      expect(await recent(t0 + 10, 0)).toEqual([]);
    });
  });
}
