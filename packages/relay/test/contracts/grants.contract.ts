import { describe, expect, it } from 'vitest';
import type { GrantRequest } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

/** Invitations under way that promise no named rep. */
export function describeGrants(name: string, open: Open): void {
  describe(`grants on ${name}`, () => {
    const store = useStore(open);
    const port = () => store().floor;
    const take = (grant: string, changes: Partial<GrantRequest> = {}, at = t0) =>
      port().takeGrant(
        team,
        { grant, site: 'site_1', conversation: `cnv_${grant}`, livesMs: 30_000, most: 2, ...changes },
        at,
      );
    const live = async (at = t0) => (await port().snapshot(team, at)).grants.map(({ grant }) => grant);

    it('[ST83] counts them up to the most that are allowed, and shows them', async () => {
      expect(await take('inv_b', { value: 12.5 })).toEqual({ kind: 'taken', live: 1 });
      expect(await take('inv_a', {}, t0 + 5)).toEqual({ kind: 'taken', live: 2 });
      expect(await take('inv_c')).toEqual({ kind: 'full', live: 2 });
      expect(await take('inv_c', { most: 0 })).toEqual({ kind: 'full', live: 2 });
      expect((await port().snapshot(team, t0 + 5)).grants).toEqual([
        { grant: 'inv_a', site: 'site_1', conversation: 'cnv_inv_a', at: t0 + 5, until: t0 + 30_005 },
        { grant: 'inv_b', site: 'site_1', conversation: 'cnv_inv_b', at: t0, until: t0 + 30_000, value: 12.5 },
      ]);
      expect(await take('inv_c', { most: 3 })).toEqual({ kind: 'taken', live: 3 });
    });

    it('[ST83] counts the same one once, however often it is asked for, and does not prolong it', async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => take('inv_a', { most: 1 })));
      expect(answers).toEqual(Array.from({ length: 5 }, () => ({ kind: 'taken', live: 1 })));
      expect(await take('inv_a', { most: 0, livesMs: 90_000 }, t0 + 1_000)).toEqual({ kind: 'taken', live: 1 });
      expect(await live(t0 + 29_999)).toEqual(['inv_a']);
      expect(await live(t0 + 30_000)).toEqual([]);
    });

    it('[ST83] counts those under way only: not the ended, not those whose time is over', async () => {
      await take('inv_a', { livesMs: 10_000 });
      await take('inv_b');
      expect(await port().endGrant(team, 'inv_b', t0)).toBe('ended');
      expect(await port().endGrant(team, 'inv_b', t0)).toBe('unknown');
      expect(await take('inv_c')).toEqual({ kind: 'taken', live: 2 });
      expect(await take('inv_d', {}, t0 + 9_999)).toEqual({ kind: 'full', live: 2 });
      expect(await take('inv_d', {}, t0 + 10_000)).toEqual({ kind: 'taken', live: 2 });
      expect(await live(t0 + 10_000)).toEqual(['inv_c', 'inv_d']);
      expect(await port().endGrant(team, 'inv_c', t0 + 30_000)).toBe('unknown');
    });

    it('[ST83] never counts more than allowed, however many ask at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`inv_${n}`, { most: 7 })));
      expect(answers.filter(({ kind }) => kind === 'taken')).toHaveLength(7);
      expect(await live()).toHaveLength(7);
    });

    it('[ST83] takes no slot of anybody', async () => {
      const floor = floorOf(store());
      await floor.ready('rep_ada');
      await take('inv_a');
      expect(await floor.claim('clm_1', { candidates: [{ rep: 'rep_ada', capacity: 1 }] })).toMatchObject({
        kind: 'claimed',
      });
      expect((await port().snapshot(team, t0)).claims.map(({ claim }) => claim)).toEqual(['clm_1']);
    });

    it('[ST34] counts them per team', async () => {
      await take('inv_a', { most: 1 });
      const other = { grant: 'inv_a', site: 'site_1', conversation: 'cnv_1', livesMs: 1_000, most: 1 };
      expect(await port().takeGrant('team_2', other, t0)).toEqual({ kind: 'taken', live: 1 });
      expect(await port().endGrant('team_2', 'inv_a', t0)).toBe('ended');
      expect(await live()).toEqual(['inv_a']);
    });
  });

  describe(`missed rings on ${name}`, () => {
    const store = useStore(open);
    const floor = () => floorOf(store());
    const port = () => store().floor;
    const note = (claim: string, rep = 'rep_ada') => port().noteMissed(team, rep, claim);
    const missed = async (rep = 'rep_ada') => (await floor().rep(rep))?.missed;

    it('[ST84] counts in a row, once a claim, rep by rep', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      expect(await missed()).toBeUndefined();
      expect(await note('clm_1')).toBe(1);
      expect(await Promise.all([note('clm_1'), note('clm_1')])).toEqual([1, 1]);
      expect(await note('clm_2')).toBe(2);
      expect(await note('clm_1')).toBe(2);
      expect(await note('clm_2', 'rep_bob')).toBe(1);
      expect([await missed(), await missed('rep_bob')]).toEqual([2, 1]);
    });

    it('[ST84] begins anew with a ring that is answered, not with one that goes on or never was', async () => {
      await floor().ready('rep_ada');
      await note('clm_1');
      await floor().claim('clm_held', { state: 'held' });
      await port().confirmClaim(team, 'clm_held', undefined, t0);
      expect(await missed()).toBe(1);
      await floor().claim('clm_2');
      await port().confirmClaim(team, 'clm_2', 20_000, t0);
      await port().confirmClaim(team, 'clm_2', 19_000, t0);
      expect(await missed()).toBe(1);
      await port().confirmClaim(team, 'clm_2', undefined, t0);
      expect(await missed()).toBeUndefined();
      await note('clm_3');
      await port().confirmClaim(team, 'clm_2', undefined, t0);
      expect(await missed()).toBe(1);
      expect(await note('clm_4')).toBe(2);
    });

    it('[ST84] begins anew for who becomes available, and by request', async () => {
      await floor().ready('rep_ada');
      await note('clm_1');
      await port().setStatus(team, 'rep_ada', 'available', t0);
      expect(await missed()).toBe(1);
      await port().setStatus(team, 'rep_ada', 'away', t0);
      expect(await missed()).toBe(1);
      await port().setStatus(team, 'rep_ada', 'available', t0);
      expect(await missed()).toBeUndefined();
      await note('clm_1');
      await port().resetMissed(team, 'rep_ada');
      await port().resetMissed(team, 'rep_ada');
      expect(await missed()).toBeUndefined();
      expect(await note('clm_1')).toBe(1);
    });

    it('[ST84] remembers the last sixteen claims, and goes on counting', async () => {
      for (let n = 1; n <= 20; n += 1) expect(await note(`clm_${n}`)).toBe(n);
      expect(await note('clm_5')).toBe(20);
      expect(await note('clm_4')).toBe(21);
    });

    it('[ST85] a rep who is paused is away for a cause until the next choice of their own', async () => {
      await floor().ready('rep_ada');
      const idleSince = (await floor().rep('rep_ada'))?.idleSince;
      expect(await port().pause(team, 'rep_ada', 'missed_rings', t0)).toBe('paused');
      expect(await floor().rep('rep_ada')).toMatchObject({ status: 'away', cause: 'missed_rings', idleSince });
      expect(await floor().claim('clm_1')).toEqual({ kind: 'none', reason: 'nobody' });
      await port().setStatus(team, 'rep_ada', 'away', t0 + 1);
      expect(await floor().rep('rep_ada')).not.toHaveProperty('cause');
      await port().setStatus(team, 'rep_ada', 'available', t0 + 2);
      await port().pause(team, 'rep_ada', 'missed_rings', t0 + 2);
      await port().setStatus(team, 'rep_ada', 'available', t0 + 3);
      expect(await floor().rep('rep_ada')).toMatchObject({ status: 'available', idleSince: t0 + 3 });
      expect(await floor().rep('rep_ada')).not.toHaveProperty('cause');
    });

    it('[ST85] whoever chose otherwise meanwhile is left alone', async () => {
      for (const status of ['away', 'offline'] as const) {
        await port().setStatus(team, 'rep_ada', status, t0);
        expect(await port().pause(team, 'rep_ada', 'missed_rings', t0)).toBe('unchanged');
        expect(await floor().rep('rep_ada')).toMatchObject({ status });
        expect(await floor().rep('rep_ada')).not.toHaveProperty('cause');
      }
      expect(await port().pause(team, 'rep_zoe', 'missed_rings', t0)).toBe('unchanged');
      expect(await floor().rep('rep_zoe')).toBeUndefined();
    });

    it('[ST85] keeps the cause through a conversation that ends meanwhile', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1');
      await port().pause(team, 'rep_ada', 'missed_rings', t0);
      await port().releaseClaim(team, 'clm_1', t0 + 9);
      expect(await floor().rep('rep_ada')).toMatchObject({ status: 'away', cause: 'missed_rings', idleSince: t0 + 9 });
    });
  });
}
