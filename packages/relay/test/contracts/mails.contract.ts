import { describe, expect, it } from 'vitest';
import type { MailOrder } from '../../src/ports/index.ts';
import { mailKeyKeptMs } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

const order = (key: string, more: Partial<MailOrder> = {}): MailOrder => ({
  key,
  kind: 'transcript',
  site: 'site_1',
  conversation: 'cnv_1',
  to: 'ada@shop.example',
  ...more,
});

/** What the mails port promises. `open` gives a fresh, empty store. */
export function describeMails(name: string, open: Open): void {
  describe(`letters on ${name}`, () => {
    const store = useStore(open);
    const mails = () => store().mails;
    const keys = async (at: number, limit = 10) => (await mails().take(limit, 1_000, at)).map(({ key }) => key);

    it('[ST70] gives what is due, the earliest first, whole', async () => {
      const answer = order('b', { kind: 'answer', offset: 7 });
      expect(await mails().put(answer, 200, t0)).toBe(true);
      expect(await mails().put(order('a'), 100, t0)).toBe(true);
      expect(await keys(t0 + 99)).toEqual([]);
      expect(await mails().take(1, 1_000, t0 + 300)).toEqual([{ ...order('a'), attempts: 0 }]);
      expect(await mails().take(9, 1_000, t0 + 300)).toEqual([{ ...answer, attempts: 0 }]);
    });

    it('[ST70] takes one order of a key, also after the letter left', async () => {
      expect(await mails().put(order('a'), 0, t0)).toBe(true);
      expect(await mails().put(order('a', { to: 'eve@shop.example' }), 0, t0)).toBe(false);
      await mails().settle('a', t0 + 1);
      await mails().settle('a', t0 + 2);
      expect(await mails().put(order('a'), 0, t0 + 2)).toBe(false);
      expect(await keys(t0 + 9_999_999)).toEqual([]);
      expect(await mails().put(order('a'), 0, t0 + 1 + mailKeyKeptMs)).toBe(true);
      expect(await keys(t0 + 1 + mailKeyKeptMs)).toEqual(['a']);
    });

    it('[ST71] gives a letter to one taker until its lease is over, and counts the attempts', async () => {
      await mails().put(order('a'), 0, t0);
      const taken = await Promise.all([1, 2, 3, 4].map(() => mails().take(10, 1_000, t0)));
      expect(taken.flat()).toHaveLength(1);
      expect(await keys(t0 + 999)).toEqual([]);
      expect(await mails().take(10, 1_000, t0 + 1_000)).toEqual([{ ...order('a'), attempts: 1 }]);
    });

    it('[ST71] puts a letter off; one that left does not come back', async () => {
      await mails().put(order('a'), 0, t0);
      await keys(t0);
      await mails().retry('a', 5_000, t0);
      expect(await keys(t0 + 4_999)).toEqual([]);
      expect(await keys(t0 + 5_000)).toEqual(['a']);
      await mails().settle('a', t0);
      await mails().retry('a', 0, t0);
      await mails().retry('none', 0, t0);
      expect(await keys(t0 + 9_999_999)).toEqual([]);
    });
  });
}
