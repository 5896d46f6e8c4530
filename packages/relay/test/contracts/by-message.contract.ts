import { describe, expect, it } from 'vitest';
import type { AssignRequest } from '../../src/ports/index.ts';
import { byMessageShown } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

export function describeByMessage(name: string, open: Open): void {
  describe(`conversations by message on ${name}`, () => {
    const store = useStore(open);
    const port = () => store().floor;
    const item = (conversation: string, queuedAt = t0) => ({ conversation, site: 'site_1', queuedAt });
    const put = (conversation: string, queuedAt: number) => port().putByMessage(team, item(conversation, queuedAt));
    const listed = async () => (await port().snapshot(team, t0)).byMessage.map(({ conversation }) => conversation);
    const owners = async () =>
      Object.fromEntries(
        (await port().snapshot(team, t0)).byMessage.map(({ conversation, rep }) => [conversation, rep ?? 'nobody']),
      );
    const assign = (conversation: string, most: number, changes: Partial<AssignRequest> = {}) =>
      port().assignByMessage(
        {
          team,
          item: item(conversation),
          candidates: ['rep_bob', 'rep_ada'].map((rep) => ({ rep, capacity: most })),
          ...changes,
        },
        t0,
      );
    const to = (rep: string) => ({ kind: 'assigned', rep });

    it('[ST72] are listed once, in order, apart from the queue, and leave idempotently', async () => {
      await put('cnv_b', t0 + 1);
      await put('cnv_a', t0);
      await put('cnv_a', t0);
      await port().enqueue(team, item('cnv_q', t0 + 5));
      const { queue, byMessage } = await port().snapshot(team, t0);
      expect(byMessage).toEqual([item('cnv_a'), item('cnv_b', t0 + 1)]);
      expect(queue.map(({ conversation }) => conversation)).toEqual(['cnv_q']);
      expect(await port().position(team, 'cnv_q')).toBe(1);
      await port().dequeue(team, 'cnv_a');
      await port().removeByMessage(team, 'cnv_b');
      await port().removeByMessage(team, 'cnv_b');
      await port().removeByMessage(team, 'cnv_q');
      expect(await listed()).toEqual(['cnv_a']);
      expect((await port().snapshot(team, t0)).queue).toHaveLength(1);
      expect((await port().snapshot('team_other', t0)).byMessage).toEqual([]);
    });

    it('[ST72] are told up to a hundred, the oldest first', async () => {
      for (let count = 0; count < byMessageShown + 3; count += 1) await put(`cnv_${1_000 + count}`, t0 + count);
      const names = await listed();
      expect(names).toHaveLength(byMessageShown);
      expect(await port().isByMessage(team, `cnv_${1_000 + byMessageShown + 2}`)).toBe(true);
      expect(await port().isByMessage(team, 'cnv_999')).toBe(false);
      expect([names[0], names.at(-1)]).toEqual(['cnv_1000', `cnv_${1_000 + byMessageShown - 1}`]);
    });

    it('[ST86] become that of whoever has fewest, there or not, whatever claims there are', async () => {
      await floorOf(store()).ready('rep_bob');
      for (const claim of ['clm_1', 'clm_2']) await floorOf(store()).claim(claim);
      // Of whom nothing was said is idle for longest.
      expect(await assign('cnv_1', 2)).toEqual(to('rep_ada'));
      expect(await assign('cnv_2', 2)).toEqual(to('rep_bob'));
      expect(await assign('cnv_3', 2)).toEqual(to('rep_ada'));
      expect(await owners()).toEqual({ cnv_1: 'rep_ada', cnv_2: 'rep_bob', cnv_3: 'rep_ada' });
      expect(await assign('cnv_4', 3, { prefer: 'rep_ada' })).toEqual(to('rep_ada'));
      const half = [
        { rep: 'rep_ada', capacity: 50 },
        { rep: 'rep_bob', capacity: 50, weight: 0.25 },
      ];
      expect(await assign('cnv_5', 0, { candidates: half })).toEqual(to('rep_ada'));
    });

    it('[ST86] stay nobody’s where everybody is at the limit, until somebody has room again', async () => {
      expect(await assign('cnv_1', 1)).toEqual(to('rep_ada'));
      expect(await assign('cnv_2', 1)).toEqual(to('rep_bob'));
      expect(await assign('cnv_3', 1)).toEqual({ kind: 'none', reason: 'at_capacity' });
      expect(await assign('cnv_3', 1, { candidates: [] })).toEqual({ kind: 'none', reason: 'nobody' });
      expect(await listed()).toEqual(['cnv_1', 'cnv_2']);
      await port().removeByMessage(team, 'cnv_1');
      expect(await assign('cnv_3', 1)).toEqual(to('rep_ada'));
      // Somebody else's by the record: it counts for that one from then on.
      await port().putByMessage(team, { ...item('cnv_2'), rep: 'rep_ada' });
      expect(await assign('cnv_4', 1)).toEqual(to('rep_bob'));
      await port().putByMessage(team, item('cnv_4'));
      expect(await assign('cnv_5', 1)).toEqual(to('rep_bob'));
    });

    it('[ST86] stay whose they are when asked again, unless that one is no candidate any more', async () => {
      expect(await assign('cnv_1', 1)).toEqual(to('rep_ada'));
      expect(await assign('cnv_1', 1)).toEqual(to('rep_ada'));
      expect(await assign('cnv_1', 0, { prefer: 'rep_bob' })).toEqual(to('rep_ada'));
      const bob = [{ rep: 'rep_bob', capacity: 1 }];
      expect(await assign('cnv_1', 1, { candidates: bob })).toEqual(to('rep_bob'));
      expect(await assign('cnv_2', 1)).toEqual(to('rep_ada'));
      expect(await owners()).toEqual({ cnv_1: 'rep_bob', cnv_2: 'rep_ada' });
    });

    it('[ST86] never take anybody above the limit, however many are given away at once', async () => {
      const asked = Array.from({ length: 9 }, (_, n) => assign(`cnv_${n}`, 2));
      const answers = await Promise.all([...asked, assign('cnv_0', 2), assign('cnv_0', 2)]);
      expect(answers.slice(0, 9).filter(({ kind }) => kind === 'assigned')).toHaveLength(4);
      expect(answers.slice(9)).toEqual([answers[0], answers[0]]);
      const counts = Map.groupBy(Object.values(await owners()), (rep) => rep);
      expect([...counts].map(([rep, those]) => [rep, those.length]).toSorted()).toEqual([
        ['rep_ada', 2],
        ['rep_bob', 2],
      ]);
    });
  });
}
