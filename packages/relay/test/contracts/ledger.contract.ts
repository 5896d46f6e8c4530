import { describe, expect, it } from 'vitest';
import { order, t0 } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

/** What the ledger port promises. `open` gives a fresh, empty store. */
export function describeLedger(name: string, open: Open): void {
  describe(`the ledger on ${name}`, () => {
    const store = useStore(open);
    const ledger = () => store().ledger;

    it('[ST43] creates and changes an order at the expected revision', async () => {
      const full = order('tx/A 1', {
        revision: 5,
        transactionId: 'A 1',
        reportedByBrowser: { value: 61_200, currency: 'USD' },
        visitor: 'vis_1',
        conversation: 'cnv_1',
        invitation: 'inv_1',
        rule: 'exit',
        rep: 'rep_ada',
      });
      expect(await ledger().load('site_1', 'tx/A 1')).toBeUndefined();
      expect(await ledger().commit(full, 0, t0 + 1)).toEqual({ kind: 'committed', at: t0 + 1, revision: 1 });
      expect(await ledger().load('site_1', 'tx/A 1')).toEqual({ ...full, revision: 1 });
      const confirmed = order('tx/A 1', { status: 'confirmed', isBillable: true });
      expect(await ledger().commit(confirmed, 1, t0)).toMatchObject({ kind: 'committed', revision: 2 });
      expect(await ledger().load('site_1', 'tx/A 1')).toEqual({ ...confirmed, revision: 2 });
    });

    it('[ST43] refuses any other revision', async () => {
      expect(await ledger().commit(order('tx/1'), 1, t0)).toEqual({ kind: 'stale', current: undefined });
      const reports = [1, 2, 3, 4].map((value) => ledger().commit(order('tx/1', { value }), 0, t0));
      const answers = await Promise.all(reports);
      expect(answers.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
      const current = await ledger().load('site_1', 'tx/1');
      for (const answer of answers) if (answer.kind === 'stale') expect(answer.current).toEqual(current);
      expect(await ledger().commit(order('tx/1'), 2, t0)).toEqual({ kind: 'stale', current });
      expect(await ledger().list('site_1', t0 + 1, 10)).toEqual([current]);
    });

    it('[ST43] keeps sites apart', async () => {
      await ledger().commit(order('tx/1'), 0, t0);
      await ledger().commit(order('tx/1', { site: 'site_2', value: 1 }), 0, t0);
      expect(await ledger().load('site_1', 'tx/1')).toMatchObject({ value: 61_200 });
      expect(await ledger().load('site_2', 'tx/1')).toMatchObject({ value: 1 });
      expect(await ledger().list('site_2', t0 + 1, 10)).toHaveLength(1);
    });

    it('[ST44] lists by first report, newest first', async () => {
      await ledger().commit(order('tx/a', { at: t0 + 1 }), 0, t0 + 50);
      await ledger().commit(order('tx/c', { at: t0 + 3 }), 0, t0 + 51);
      await ledger().commit(order('tx/b', { at: t0 + 2 }), 0, t0 + 52);
      await ledger().commit(order('tx/d', { at: t0 + 2 }), 0, t0 + 53);
      await ledger().commit(order('tx/a', { at: t0 + 1, status: 'confirmed' }), 1, t0 + 54);
      const keys = async (before: number, limit: number) =>
        (await ledger().list('site_1', before, limit)).map(({ key }) => key);
      expect(await keys(t0 + 100, 10)).toEqual(['tx/c', 'tx/d', 'tx/b', 'tx/a']);
      expect(await keys(t0 + 3, 10)).toEqual(['tx/d', 'tx/b', 'tx/a']);
      expect(await keys(t0 + 100, 2)).toEqual(['tx/c', 'tx/d']);
      expect(await keys(t0 + 1, 2)).toEqual([]);
      expect(await keys(t0 + 100, 0)).toEqual([]);
      expect(await ledger().list('site_1', t0 + 2, 1)).toEqual([
        order('tx/a', { at: t0 + 1, status: 'confirmed', revision: 2 }),
      ]);
    });
  });
}
