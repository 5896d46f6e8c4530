import { describe, expect, it } from 'vitest';
import { presenceLeaseMs, releasedKeptMs } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { adaAndBob, floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

export function describeClaims(name: string, open: Open): void {
  describe(`claims on ${name}`, () => {
    const store = useStore(open);
    const floor = () => floorOf(store());
    const port = () => store().floor;
    const claimed = (rep: string) => ({ kind: 'claimed', rep, dueAt: t0 + 5_000 });
    const claimsNow = async () => (await port().snapshot(team, t0)).claims;

    it('[ST26] takes a slot and shows it', async () => {
      await floor().ready('rep_ada');
      expect(await floor().claim('clm_1', { state: 'held' })).toEqual(claimed('rep_ada'));
      const slot = { rep: 'rep_ada', site: 'site_1', conversation: 'cnv_clm_1', at: t0, dueAt: t0 + 5_000 };
      expect(await claimsNow()).toEqual([{ claim: 'clm_1', ...slot, state: 'held' }]);
      expect((await floor().rep('rep_ada'))?.load).toBe(1);
    });

    it('[ST26] chooses the least occupied by share of capacity, not by count', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const candidates = [
        { rep: 'rep_ada', capacity: 2 },
        { rep: 'rep_bob', capacity: 5 },
      ];
      const takers: string[] = [];
      for (let n = 1; n <= 7; n++) {
        const answer = await floor().claim(`clm_${n}`, { candidates });
        takers.push(answer.kind === 'claimed' ? answer.rep : answer.reason);
      }
      // 0/2 and 0/5: Ada is idle for longer. Then 1/2 against 0, 1, 2 fifths; 2/5 < 1/2; 3/5 > 1/2.
      expect(takers.map((rep) => rep.slice(4, 5)).join('')).toBe('abbbabb');
    });

    it('[ST26] then chooses the longest idle, then by id', async () => {
      for (const rep of ['rep_cy', 'rep_bob', 'rep_ada']) await port().setStatus(team, rep, 'available', t0 - 5);
      await port().setStatus(team, 'rep_dan', 'available', t0 - 9);
      await port().renewPresence(team, 'n1', ['rep_cy', 'rep_bob', 'rep_ada', 'rep_dan'], t0);
      const candidates = ['rep_cy', 'rep_bob', 'rep_dan', 'rep_ada'].map((rep) => ({ rep, capacity: 1 }));
      const takers: string[] = [];
      for (let n = 1; n <= 4; n++) {
        const answer = await floor().claim(`clm_${n}`, { candidates });
        takers.push(answer.kind === 'claimed' ? answer.rep : answer.reason);
      }
      expect(takers).toEqual(['rep_dan', 'rep_ada', 'rep_bob', 'rep_cy']);
    });

    it('[ST26] takes the preferred one while free, however occupied', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      expect(await floor().claim('clm_1', { prefer: 'rep_bob' })).toEqual(claimed('rep_bob'));
      expect(await floor().claim('clm_2', { prefer: 'rep_bob' })).toEqual(claimed('rep_bob'));
      expect(await floor().claim('clm_3', { prefer: 'rep_bob' })).toEqual(claimed('rep_ada'));
      expect(await floor().claim('clm_4', { prefer: 'rep_zoe' })).toEqual(claimed('rep_ada'));
    });

    it('[ST26] passes over the excluded, also where preferred', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      expect(await floor().claim('clm_1', { exclude: ['rep_ada'], prefer: 'rep_ada' })).toEqual(claimed('rep_bob'));
      expect(await floor().claim('clm_2', { exclude: ['rep_ada', 'rep_bob'] })).toEqual({
        kind: 'none',
        reason: 'nobody',
      });
    });

    it('[ST26] takes nobody but candidates who are available and present', async () => {
      await port().setStatus(team, 'rep_ada', 'away', t0);
      await port().setStatus(team, 'rep_bob', 'available', t0);
      await port().renewPresence(team, 'n1', ['rep_ada', 'rep_zoe'], t0);
      await port().setStatus(team, 'rep_zoe', 'available', t0);
      const nobody = { kind: 'none', reason: 'nobody' };
      expect(await floor().claim('clm_1')).toEqual(nobody);
      await port().renewPresence(team, 'n2', ['rep_bob'], t0);
      expect(await floor().claim('clm_1', {}, t0 + presenceLeaseMs)).toEqual(nobody);
      expect(await floor().claim('clm_1', {}, t0 + presenceLeaseMs - 1)).toMatchObject({ rep: 'rep_bob' });
    });

    it('[ST28] says why nobody was taken, and asks anew the next time', async () => {
      expect(await floor().claim('clm_1')).toEqual({ kind: 'none', reason: 'nobody' });
      await floor().ready('rep_ada');
      const candidates = [{ rep: 'rep_ada', capacity: 1 }];
      expect(await floor().claim('clm_1', { candidates })).toEqual(claimed('rep_ada'));
      const full = { kind: 'none', reason: 'at_capacity' };
      expect(await floor().claim('clm_2', { candidates })).toEqual(full);
      expect(await floor().claim('clm_2', { candidates, exclude: ['rep_ada'] })).toMatchObject({ reason: 'nobody' });
      expect(await floor().claim('clm_2', { candidates: [{ rep: 'rep_ada', capacity: 0 }] })).toEqual(full);
      expect(await floor().claim('clm_2', { candidates: [] })).toMatchObject({ reason: 'nobody' });
      await port().releaseClaim(team, 'clm_1', t0);
      expect(await floor().claim('clm_2', { candidates })).toEqual(claimed('rep_ada'));
    });

    it('[ST27] never goes above capacity, however many ask at once', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const ask = (n: number) => floor().claim(`clm_${n}`, { state: n % 2 === 0 ? 'held' : 'unconfirmed' });
      const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n)));
      expect(answers.filter(({ kind }) => kind === 'claimed')).toHaveLength(4);
      expect((await port().snapshot(team, t0)).reps.map(({ load }) => load)).toEqual([2, 2]);
      for (const { claim } of await claimsNow()) await port().confirmClaim(team, claim, undefined, t0);
      expect(await floor().claim('clm_more')).toEqual({ kind: 'none', reason: 'at_capacity' });
      await Promise.all([floor().port.releaseClaim(team, (await claimsNow())[0]?.claim ?? '', t0), ask(20), ask(21)]);
      expect(await claimsNow()).toHaveLength(4);
    });

    it('[ST29] answers the same claim the same, whatever became of it', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const asked = Array.from({ length: 5 }, () => floor().claim('clm_1'));
      for (const answer of await Promise.all(asked)) expect(answer).toEqual(claimed('rep_ada'));
      expect(await claimsNow()).toHaveLength(1);
      await port().confirmClaim(team, 'clm_1', undefined, t0 + 1);
      await port().setStatus(team, 'rep_ada', 'offline', t0 + 2);
      expect(await floor().claim('clm_1', {}, t0 + 9_000)).toEqual(claimed('rep_ada'));
      expect(await claimsNow()).toMatchObject([{ state: 'confirmed' }]);
      await port().releaseClaim(team, 'clm_1', t0);
      expect(await floor().claim('clm_1')).toEqual(claimed('rep_bob'));
    });

    it('[ST30] confirms with a time or for good', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1');
      const confirm = (dueAfterMs: number | undefined, at: number) =>
        port().confirmClaim(team, 'clm_1', dueAfterMs, at);
      expect(await confirm(20_000, t0 + 1)).toBe('confirmed');
      expect(await claimsNow()).toMatchObject([{ state: 'confirmed', dueAt: t0 + 20_001, at: t0 }]);
      expect(await confirm(20_000, t0 + 1)).toBe('confirmed');
      expect(await confirm(undefined, t0 + 2)).toBe('confirmed');
      expect((await claimsNow())[0]).not.toHaveProperty('dueAt');
    });

    it('[ST30] says when a claim is not there', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1');
      expect(await port().hasClaim(team, 'clm_1')).toBe(true);
      expect(await port().hasClaim('team_2', 'clm_1')).toBe(false);
      expect(await port().releaseClaim(team, 'clm_1', t0)).toBe('released');
      expect(await port().hasClaim(team, 'clm_1')).toBe(false);
      expect(await port().releaseClaim(team, 'clm_1', t0)).toBe('unknown');
      expect(await port().confirmClaim(team, 'clm_1', 5, t0)).toBe('unknown');
      expect(await port().confirmClaim('team_2', 'clm_1', 5, t0)).toBe('unknown');
      expect(await claimsNow()).toEqual([]);
      expect((await floor().rep('rep_ada'))?.load).toBe(0);
    });

    it('[ST31] restores what was lost, also above capacity', async () => {
      await floor().ready('rep_ada');
      const slot = { rep: 'rep_ada', site: 'site_1', conversation: 'cnv_9', state: 'confirmed', at: t0 - 50 } as const;
      for (const claim of ['clm_7', 'clm_8', 'clm_9']) await port().restoreClaim(team, { claim, ...slot }, t0);
      await port().restoreClaim(team, { claim: 'clm_9', ...slot, rep: 'rep_bob', dueAt: t0 }, t0);
      expect(await claimsNow()).toEqual(['clm_7', 'clm_8', 'clm_9'].map((claim) => ({ claim, ...slot })));
      expect((await floor().rep('rep_ada'))?.load).toBe(3);
      expect(await floor().claim('clm_1')).toEqual({ kind: 'none', reason: 'at_capacity' });
      expect(await floor().claim('clm_8', { dueAfterMs: 60 })).toEqual({
        kind: 'claimed',
        rep: 'rep_ada',
        dueAt: t0 + 10,
      });
    });

    it('[ST88] leaves released what was released lately, until it is taken anew', async () => {
      await floor().ready('rep_ada');
      const one = [{ rep: 'rep_ada', capacity: 1 }];
      const late = {
        claim: 'clm_1',
        rep: 'rep_ada',
        site: 'site_1',
        conversation: 'cnv_1',
        state: 'confirmed',
        at: t0,
      } as const;
      await floor().claim('clm_1', { candidates: one });
      await port().releaseClaim(team, 'clm_1', t0);
      await floor().claim('clm_2', { candidates: one });
      // A node that read the record before the release is late with its consequences.
      await port().restoreClaim(team, late, t0 + releasedKeptMs);
      expect((await claimsNow()).map(({ claim }) => claim)).toEqual(['clm_2']);
      await port().restoreClaim('team_2', late, t0);
      expect((await port().snapshot('team_2', t0)).claims).toHaveLength(1);
      await port().releaseClaim(team, 'clm_2', t0);
      expect(await floor().claim('clm_1', { candidates: one })).toEqual(claimed('rep_ada'));
      await port().restoreClaim(team, { ...late, claim: 'clm_2' }, t0);
      expect((await claimsNow()).map(({ claim }) => claim)).toEqual(['clm_1']);
    });

    it('[ST88] remembers that for ten minutes of releases', async () => {
      await floor().ready('rep_ada');
      const later = t0 + releasedKeptMs;
      await port().renewPresence(team, 'n1', ['rep_ada'], later);
      for (const [claim, at] of [
        ['clm_1', t0],
        ['clm_2', t0 + 1],
        ['clm_3', later],
      ] as const) {
        await floor().claim(claim, {}, at === later ? later : t0);
        await port().releaseClaim(team, claim, at);
      }
      const lost = { rep: 'rep_ada', site: 'site_1', conversation: 'cnv_1', state: 'confirmed', at: t0 } as const;
      for (const claim of ['clm_1', 'clm_2', 'clm_3']) await port().restoreClaim(team, { claim, ...lost }, later);
      expect((await claimsNow()).map(({ claim }) => claim)).toEqual(['clm_1']);
    });

    it('[ST31] puts the rep of a restored claim on the floor', async () => {
      const claim = {
        claim: 'clm_1',
        rep: 'rep_ada',
        site: 'site_1',
        conversation: 'cnv_1',
        state: 'held',
        at: t0,
      } as const;
      await port().restoreClaim(team, { ...claim, dueAt: t0 + 7 }, t0);
      expect(await claimsNow()).toEqual([{ ...claim, dueAt: t0 + 7 }]);
      expect(await floor().rep('rep_ada')).toMatchObject({ status: 'offline', isLost: true, load: 1 });
    });

    it('[ST32] ends no claim by itself', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1', { dueAfterMs: 1, candidates: [{ rep: 'rep_ada', capacity: 1 }] });
      const later = t0 + presenceLeaseMs - 1;
      expect(await floor().claim('clm_2', { candidates: [{ rep: 'rep_ada', capacity: 1 }] }, later)).toMatchObject({
        reason: 'at_capacity',
      });
      expect((await port().snapshot(team, t0 + 86_400_000)).claims).toHaveLength(1);
    });

    it('[ST34] lets two teams use the same claim and conversation', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      await port().setStatus('team_2', 'rep_cy', 'available', t0);
      await port().renewPresence('team_2', 'n1', ['rep_cy'], t0);
      await floor().claim('clm_1');
      const other = { team: 'team_2', candidates: [...adaAndBob, { rep: 'rep_cy', capacity: 1 }] };
      expect(await floor().claim('clm_1', other)).toEqual(claimed('rep_cy'));
      await port().releaseClaim('team_2', 'clm_1', t0);
      expect(await claimsNow()).toHaveLength(1);
    });
  });
}
