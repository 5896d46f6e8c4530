import { describe, expect, it } from 'vitest';
import { presenceLeaseMs, rankedAtMost } from '../../src/ports/index.ts';
import type { Candidate, RankRequest } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { adaAndBob, floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

/** Whom the floor would choose, in which order, and when it moved on. */
export function describeChoice(name: string, open: Open): void {
  describe(`the choice of a rep on ${name}`, () => {
    const store = useStore(open);
    const floor = () => floorOf(store());
    const port = () => store().floor;
    const rank = (changes: Partial<RankRequest> = {}, at = t0) =>
      port().rank({ team, candidates: adaAndBob, ...changes }, at);
    const version = async () => (await port().snapshot(team, t0)).version;
    const moved = { kind: 'none', reason: 'moved_on' };

    /** Claims one after the other; who got them. */
    async function takers(count: number, candidates: readonly Candidate[]): Promise<string> {
      const found: string[] = [];
      for (let n = 1; n <= count; n += 1) {
        const answer = await floor().claim(`clm_${n}`, { candidates });
        found.push(answer.kind === 'claimed' ? answer.rep.slice(4, 5) : answer.reason);
      }
      return found.join('');
    }

    it('[ST26] gives a rep of less weight less, up to the same capacity', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const half = [
        { rep: 'rep_ada', capacity: 4, weight: 0.5 },
        { rep: 'rep_bob', capacity: 4 },
      ];
      // Ada counts double. Both at 0 and equally idle by weight: by id. 1/2 against 0, 1/4, 2/4: again equal. 2/2 against 2/4, 3/4; then both are full soon.
      expect(await takers(9, half)).toBe('abbabbaa'.concat('at_capacity'));
    });

    it('[ST26] gives a rep of less weight less on a quiet floor, too', async () => {
      const reps = ['rep_ada', 'rep_bob', 'rep_cy', 'rep_dan'];
      const candidates = reps.map((rep) => ({ rep, capacity: 1, weight: rep === 'rep_ada' ? 0.5 : 1 }));
      await floor().ready(...reps);
      const served: string[] = [];
      for (let n = 1; n <= 70; n += 1) {
        const at = t0 + n * 60_000;
        await port().renewPresence(team, 'n1', reps, at);
        const answer = await floor().claim(`clm_${n}`, { candidates }, at);
        served.push(answer.kind === 'claimed' ? answer.rep : answer.reason);
        await port().releaseClaim(team, `clm_${n}`, at + 1_000);
      }
      const shares = reps.map((rep) => served.filter((one) => one === rep).length);
      // Half of what the others get, as near as turns come.
      expect(shares[0]).toBeGreaterThanOrEqual(8);
      expect(shares[0]).toBeLessThanOrEqual(13);
      for (const share of shares.slice(1)) expect(share).toBeGreaterThanOrEqual(19);
    });

    it('[ST80] ranks those who are free as claims would take them, and takes nothing', async () => {
      await floor().ready('rep_ada', 'rep_bob', 'rep_cy');
      const candidates = ['rep_cy', 'rep_bob', 'rep_ada'].map((rep) => ({ rep, capacity: 2 }));
      await floor().claim('clm_1', { candidates, prefer: 'rep_ada' });
      const ranked = { version: await version(), reps: ['rep_bob', 'rep_cy', 'rep_ada'] };
      expect(await rank({ candidates })).toEqual(ranked);
      expect(await rank({ candidates })).toEqual(ranked);
      expect((await rank({ candidates, prefer: 'rep_ada' })).reps).toEqual(['rep_ada', 'rep_bob', 'rep_cy']);
      expect((await rank({ candidates, exclude: ['rep_bob'] })).reps).toEqual(['rep_cy', 'rep_ada']);
      await floor().claim('clm_2', { candidates, prefer: 'rep_ada' });
      expect((await rank({ candidates, prefer: 'rep_ada' })).reps).toEqual(['rep_bob', 'rep_cy']);
    });

    it('[ST80] says why there is nobody to rank', async () => {
      expect(await rank()).toEqual({ version: 0, reps: [], reason: 'nobody' });
      await floor().ready('rep_ada');
      const full = await rank({ candidates: [{ rep: 'rep_ada', capacity: 0 }] });
      expect(full).toEqual({ version: await version(), reps: [], reason: 'at_capacity' });
      expect(await rank({}, t0 + presenceLeaseMs)).toMatchObject({ reason: 'nobody' });
    });

    it('[ST80] names sixteen at most', async () => {
      const reps = Array.from({ length: rankedAtMost + 4 }, (_, n) => `rep_${10 + n}`);
      await floor().ready(...reps);
      const ranked = await rank({ candidates: reps.toReversed().map((rep) => ({ rep, capacity: 1 })) });
      expect(ranked.reps).toEqual(reps.slice(0, rankedAtMost));
    });

    it('[ST81] takes the first of the caller’s order who is still free, and nobody else', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const order = ['rep_zoe', 'rep_bob', 'rep_ada'];
      const { version: seen } = await rank();
      expect(await floor().claim('clm_1', { order, version: seen })).toMatchObject({ rep: 'rep_bob' });
      expect(await floor().claim('clm_2', { order })).toMatchObject({ rep: 'rep_bob' });
      expect(await floor().claim('clm_3', { order, prefer: 'rep_bob' })).toMatchObject({ rep: 'rep_ada' });
      expect(await floor().claim('clm_4', { order: ['rep_bob'] })).toEqual(moved);
      expect(await floor().claim('clm_4', { order: [] })).toEqual(moved);
      expect(await floor().claim('clm_4', { order, exclude: ['rep_ada'] })).toMatchObject({ reason: 'at_capacity' });
      expect((await port().snapshot(team, t0)).claims).toHaveLength(3);
    });

    it('[ST81] gives nobody once the floor moved on, and the old answer to an old claim', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const { version: seen } = await rank();
      const first = await floor().claim('clm_1', { version: seen, order: ['rep_bob'] });
      expect(await floor().claim('clm_2', { version: seen, order: ['rep_ada'] })).toEqual(moved);
      expect(await floor().claim('clm_2', { version: seen })).toEqual(moved);
      expect(await floor().claim('clm_1', { version: seen, order: ['rep_ada'] })).toEqual(first);
      expect(await floor().claim('clm_2', { version: await version() })).toMatchObject({ rep: 'rep_ada' });
    });

    it('[ST81] lets one of many who saw the same floor have their way', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const { version: seen } = await rank();
      const asked = Array.from({ length: 6 }, (_, n) =>
        floor().claim(`clm_${n}`, { version: seen, order: ['rep_ada'] }),
      );
      const answers = await Promise.all(asked);
      expect(answers.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(answers.filter(({ kind }) => kind === 'none')).toEqual(Array.from({ length: 5 }, () => moved));
    });

    it('[ST82] raises the version with whatever changes who may be claimed, and with nothing else', async () => {
      let before = await version();
      async function expectRaised(isRaised: boolean, run: () => Promise<unknown>): Promise<void> {
        await run();
        const after = await version();
        expect([run.toString(), after > before]).toEqual([run.toString(), isRaised]);
        before = after;
      }
      await expectRaised(true, () => port().setStatus(team, 'rep_ada', 'available', t0));
      await expectRaised(false, () => port().setStatus(team, 'rep_ada', 'available', t0));
      await expectRaised(true, () => port().renewPresence(team, 'n1', ['rep_ada'], t0));
      await expectRaised(false, () => port().renewPresence(team, 'n1', ['rep_ada'], t0 + 1));
      await expectRaised(false, () => port().renewPresence(team, 'n2', ['rep_ada'], t0 + 1));
      await expectRaised(false, () => port().renewPresence(team, 'n1', [], t0 + 2));
      await expectRaised(true, () => floor().claim('clm_1', {}, t0 + 2));
      await expectRaised(false, () => floor().claim('clm_1', {}, t0 + 2));
      await expectRaised(false, () => port().confirmClaim(team, 'clm_1', 20_000, t0 + 2));
      await expectRaised(true, () => port().releaseClaim(team, 'clm_1', t0 + 2));
      await expectRaised(false, () => port().releaseClaim(team, 'clm_1', t0 + 2));
      const claim = { claim: 'clm_2', rep: 'rep_bob', site: 'site_1', conversation: 'cnv_2', at: t0 } as const;
      await expectRaised(true, () => port().restoreClaim(team, { ...claim, state: 'confirmed' }, t0));
      await expectRaised(false, () => port().restoreClaim(team, { ...claim, state: 'confirmed' }, t0));
      await expectRaised(false, () => port().enqueue(team, { conversation: 'cnv_3', site: 'site_1', queuedAt: t0 }));
      await expectRaised(false, () => port().noteMissed(team, 'rep_ada', 'clm_1'));
      await expectRaised(true, () => port().pause(team, 'rep_ada', 'missed_rings', t0));
      await expectRaised(false, () => port().pause(team, 'rep_ada', 'missed_rings', t0));
      await expectRaised(true, () => port().renewPresence(team, 'n2', [], t0 + 3));
      await expectRaised(true, () =>
        port()
          .setStatus('team_2', 'rep_zoe', 'available', t0)
          .then(async () => port().setStatus(team, 'rep_ada', 'available', t0)),
      );
      expect((await port().snapshot('team_2', t0)).version).toBe(1);
    });
  });
}
