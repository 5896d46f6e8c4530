import { describe, expect, it } from 'vitest';
import type { JournalItem } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

const item = (key: string, changes: Partial<JournalItem> = {}): JournalItem => ({
  key,
  kind: 'offer.made',
  ...changes,
});

/** What the journal port promises. `open` gives a fresh, empty store. */
export function describeJournal(name: string, open: Open): void {
  describe(`the journal on ${name}`, () => {
    const store = useStore(open);
    const journal = () => store().journal;
    const numbers = async (before: number | undefined, limit: number) =>
      (await journal().read('site_1', before, limit)).map(({ number }) => number);

    it('[ST41] numbers the items of a site', async () => {
      const granted = item('inv_1/granted', {
        kind: 'invitation.granted',
        visitor: 'vis_1',
        invitation: 'inv_1',
        rule: 'exit',
        playbook: 'v1',
        team: 'team_1',
        rep: 'rep_ada',
        trace: '1011|612',
      });
      const ordered = item('ord_1', {
        kind: 'order.reported',
        order: 'ord_1',
        value: 61_200,
        currency: 'USD',
        bounty: 0,
      });
      expect(await journal().append('site_1', [granted, ordered], t0)).toEqual([
        { ...granted, number: 1, at: t0 },
        { ...ordered, number: 2, at: t0 },
      ]);
      expect(await journal().append('site_2', [item('a')], t0)).toMatchObject([{ number: 1 }]);
      expect(await journal().append('site_1', [item('b')], t0 + 1)).toEqual([{ ...item('b'), number: 3, at: t0 + 1 }]);
      expect(await journal().append('site_1', [], t0)).toEqual([]);
      expect(await numbers(undefined, 10)).toEqual([3, 2, 1]);
    });

    it('[ST76] marks what a try-out leaves behind, by the visitor’s or the conversation’s id, and nothing else', async () => {
      const items = [
        item('a', { visitor: 'vis_preview_k7m2' }),
        item('b', { conversation: 'cnv_preview_k7m2' }),
        item('c', { visitor: 'vis_k7m2' }),
        item('d'),
      ];
      const rows = await journal().append('site_1', items, t0);
      expect(rows.map(({ key, isPreview }) => [key, isPreview])).toEqual([
        ['a', true],
        ['b', true],
        ['c', undefined],
        ['d', undefined],
      ]);
      const budget = { name: 'off_1', most: 1 };
      const [first, instead] = [item('e', { visitor: 'vis_preview_k7m2' }), item('e', { reason: 'instead' })];
      expect(await journal().appendWithin('site_1', budget, [first, item('f')], instead, t0)).toMatchObject({
        key: 'e',
        isPreview: true,
      });
      const read = await journal().read('site_1', undefined, 10);
      expect(read.filter(({ isPreview }) => isPreview).map(({ key }) => key)).toEqual(['e', 'b', 'a']);
    });

    it('[ST41] takes each key once', async () => {
      const [first] = await journal().append('site_1', [item('a', { reason: 'first' })], t0);
      const again = [item('b'), item('a', { reason: 'second' }), item('c'), item('b', { reason: 'twice' })];
      const rows = await journal().append('site_1', again, t0 + 1);
      expect(rows.map(({ key, number, at }) => [key, number, at - t0])).toEqual([
        ['b', 2, 1],
        ['a', 1, 0],
        ['c', 3, 1],
        ['b', 2, 1],
      ]);
      expect(rows[1]).toEqual(first);
      expect(rows[3]).toEqual(rows[0]);
      expect(await numbers(undefined, 10)).toEqual([3, 2, 1]);
      expect(await journal().append('site_2', [item('a')], t0)).toMatchObject([{ number: 1 }]);
    });

    it('[ST41] leaves no number out when many append at once', async () => {
      const appends = Array.from({ length: 20 }, (_, n) => journal().append('site_1', [item(`k${n % 15}`)], t0));
      await Promise.all(appends);
      expect(await numbers(undefined, 100)).toEqual(Array.from({ length: 15 }, (_, n) => 15 - n));
    });

    it('[ST69] counts what a day has a budget for, and appends something else once it is used up', async () => {
      const day = 86_400_000;
      const noon = Math.ceil(t0 / day) * day + day / 2;
      const ask = (key: string, nowMs: number, most = 2, name = 'off_1', site = 'site_1') =>
        journal().appendWithin(
          site,
          { name, most },
          [item(key, { kind: 'invitation.granted' }), item(`${key}/offer`, { kind: 'offer.granted' })],
          item(key, { kind: 'invitation.suppressed' }),
          nowMs,
        );
      expect(await journal().counted('site_1', 'off_1', noon)).toBe(0);
      const first = await ask('a', noon);
      expect(first).toEqual({ key: 'a', kind: 'invitation.granted', number: 1, at: noon });
      expect(await ask('b', noon + 1)).toMatchObject({ kind: 'invitation.granted', number: 3 });
      expect(await ask('c', noon + 2)).toEqual({ key: 'c', kind: 'invitation.suppressed', number: 5, at: noon + 2 });
      expect(await journal().counted('site_1', 'off_1', noon)).toBe(2);
      expect((await journal().read('site_1', undefined, 9)).map(({ key }) => key)).toEqual([
        'c',
        'b/offer',
        'b',
        'a/offer',
        'a',
      ]);
      expect(await ask('d', noon, 2, 'off_2')).toMatchObject({ kind: 'invitation.granted' });
      expect(await ask('d', noon, 1, 'off_1', 'site_2')).toMatchObject({ kind: 'invitation.granted', number: 1 });
      expect(await ask('e', noon + day / 2 - 1)).toMatchObject({ kind: 'invitation.suppressed' });
      expect(await ask('f', noon + day / 2)).toMatchObject({ kind: 'invitation.granted' });
      expect(await journal().counted('site_1', 'off_1', noon + day / 2)).toBe(1);
    });

    it('[ST69] decides once for a key, and counts it once', async () => {
      const ask = (most: number, kind: JournalItem['kind']) =>
        journal().appendWithin('site_1', { name: 'off_1', most }, [item('a', { kind })], item('a'), t0);
      const answers = await Promise.all([1, 2, 3].map(() => ask(5, 'offer.granted')));
      expect(answers).toEqual(Array.from({ length: 3 }, () => answers[0]));
      expect(await journal().counted('site_1', 'off_1', t0)).toBe(1);
      expect(await ask(0, 'offer.granted')).toEqual(answers[0]);
      await journal().append('site_1', [item('b', { reason: 'before' })], t0);
      const late = await journal().appendWithin('site_1', { name: 'off_1', most: 9 }, [item('b')], item('b'), t0);
      expect(late).toMatchObject({ reason: 'before' });
      expect(await journal().counted('site_1', 'off_1', t0)).toBe(1);
    });

    it('[ST69] lets as many through as the budget has, however many ask at once', async () => {
      const asks = Array.from({ length: 20 }, (_, n) =>
        journal().appendWithin(
          'site_1',
          { name: 'off_1', most: 7 },
          [item(`k${n}`, { kind: 'offer.granted' })],
          item(`k${n}`),
          t0,
        ),
      );
      const rows = await Promise.all(asks);
      expect(rows.filter(({ kind }) => kind === 'offer.granted')).toHaveLength(7);
      expect(await numbers(undefined, 100)).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
    });

    it('[ST42] reads newest first, below a number', async () => {
      const items = Array.from({ length: 7 }, (_, n) => item(`k${n + 1}`));
      await journal().append('site_1', items, t0);
      expect(await numbers(undefined, 3)).toEqual([7, 6, 5]);
      expect(await numbers(5, 3)).toEqual([4, 3, 2]);
      expect(await numbers(2, 3)).toEqual([1]);
      expect(await numbers(1, 3)).toEqual([]);
      expect(await numbers(0, 3)).toEqual([]);
      expect(await numbers(5, 0)).toEqual([]);
      expect(await numbers(100, 1)).toEqual([7]);
      expect(await journal().read('site_2', undefined, 3)).toEqual([]);
      expect(await journal().read('site_1', 3, 1)).toEqual([{ ...item('k2'), number: 2, at: t0 }]);
    });
  });
}
