import { describe, expect, it } from 'vitest';
import { presenceGraceMs, presenceLeaseMs } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

export function describePresence(name: string, open: Open): void {
  describe(`status and presence on ${name}`, () => {
    const store = useStore(open);
    const floor = () => floorOf(store());
    const port = () => store().floor;
    const presence = async (at: number, rep = 'rep_ada') => {
      const found = await floor().rep(rep, at);
      return found === undefined ? 'unknown' : found.isPresent ? 'present' : found.isLost ? 'lost' : 'grace';
    };
    /** Every node's word is given at an instant and counts for the lease from then on. */
    const renew = (node: string, reps: readonly string[], at: number) => port().renewPresence(team, node, reps, at);

    it('[ST23] knows nobody at first, and each rep from the first word on', async () => {
      expect(await port().snapshot(team, t0)).toEqual({
        ...{ at: t0, reps: [], claims: [], queue: [], byMessage: [] },
        ...{ turns: {}, grants: [], version: 0 },
      });
      await renew('n1', ['rep_bob'], t0);
      await port().setStatus(team, 'rep_ada', 'away', t0);
      const unheard = { load: 0, idleSince: 0 };
      expect((await port().snapshot(team, t0)).reps).toEqual([
        { ...unheard, rep: 'rep_ada', status: 'away', isPresent: false, isLost: true },
        { ...unheard, rep: 'rep_bob', status: 'offline', isPresent: true, isLost: false },
      ]);
    });

    it('[ST23] counts idle time from becoming available', async () => {
      const idle = async () => (await floor().rep('rep_ada'))?.idleSince;
      await port().setStatus(team, 'rep_ada', 'available', t0 + 1);
      expect(await idle()).toBe(t0 + 1);
      await port().setStatus(team, 'rep_ada', 'available', t0 + 2);
      expect(await idle()).toBe(t0 + 1);
      await port().setStatus(team, 'rep_ada', 'away', t0 + 3);
      expect(await floor().rep('rep_ada')).toMatchObject({ status: 'away', idleSince: t0 + 1 });
      await port().setStatus(team, 'rep_ada', 'available', t0 + 4);
      expect(await floor().rep('rep_ada')).toMatchObject({ status: 'available', idleSince: t0 + 4 });
    });

    it('[ST23] counts idle time from the end of a claim', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1', {}, t0 + 1);
      expect((await floor().rep('rep_ada'))?.idleSince).toBe(t0 - 1);
      await port().releaseClaim(team, 'clm_1', t0 + 50);
      expect((await floor().rep('rep_ada'))?.idleSince).toBe(t0 + 50);
    });

    it('[ST24, ST25] counts a node’s word for the lease, then the grace', async () => {
      await renew('n1', ['rep_ada'], t0);
      const end = t0 + presenceLeaseMs;
      expect(await presence(t0)).toBe('present');
      expect(await presence(end - 1)).toBe('present');
      expect(await presence(end)).toBe('grace');
      expect(await presence(end + presenceGraceMs - 1)).toBe('grace');
      expect(await presence(end + presenceGraceMs)).toBe('lost');
      await renew('n1', ['rep_ada'], end + presenceGraceMs - 1);
      expect(await presence(end + presenceGraceMs)).toBe('present');
    });

    it('[ST25] begins the grace when a node leaves the rep out', async () => {
      await renew('n1', ['rep_ada', 'rep_bob'], t0);
      const gone = t0 + 3_000;
      await renew('n1', ['rep_bob'], gone);
      expect(await presence(gone)).toBe('grace');
      expect(await presence(gone, 'rep_bob')).toBe('present');
      // Saying so again does not begin it anew.
      await renew('n1', [], gone + 5_000);
      expect(await presence(gone + presenceGraceMs - 1)).toBe('grace');
      expect(await presence(gone + presenceGraceMs)).toBe('lost');
      expect(await presence(gone + presenceGraceMs, 'rep_bob')).toBe('grace');
    });

    it('[ST25] forgives a rep who is back in time, on any node', async () => {
      await renew('n1', ['rep_ada'], t0);
      await renew('n1', [], t0 + 1_000);
      const back = t0 + presenceGraceMs;
      expect(await presence(back)).toBe('grace');
      await renew('n2', ['rep_ada'], back);
      expect(await presence(back)).toBe('present');
      expect(await presence(t0 + 1_000 + presenceGraceMs)).toBe('present');
    });

    it('[ST24] takes the latest word of several nodes', async () => {
      await renew('n1', ['rep_ada'], t0);
      await renew('n2', ['rep_ada'], t0 + 4_000);
      await renew('n1', [], t0 + 5_000);
      expect(await presence(t0 + 5_000)).toBe('present');
      expect(await presence(t0 + 4_000 + presenceLeaseMs - 1)).toBe('present');
      expect(await presence(t0 + 4_000 + presenceLeaseMs)).toBe('grace');
      expect(await presence(t0 + 4_000 + presenceLeaseMs + presenceGraceMs)).toBe('lost');
    });

    it('[ST25] keeps an end that passed when a node leaves the rep out later', async () => {
      await renew('n1', ['rep_ada'], t0);
      await renew('n1', [], t0 + presenceLeaseMs + 15_000);
      expect(await presence(t0 + presenceLeaseMs + presenceGraceMs)).toBe('lost');
    });

    it('[ST24] never takes one node’s word for another’s', async () => {
      await renew('n1', ['rep_ada'], t0);
      await renew('n2', ['rep_bob'], t0 + 1);
      expect(await presence(t0 + 1)).toBe('present');
      expect(await presence(t0 + 1, 'rep_bob')).toBe('present');
    });

    it('[ST24] is one rep, with windows on two nodes, until the last is closed', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1', {}, t0);
      await renew('n2', ['rep_ada'], t0 + 1_000);
      const { reps, version } = await port().snapshot(team, t0 + 1_000);
      expect(reps).toMatchObject([{ rep: 'rep_ada', load: 1, isPresent: true }]);
      await renew('n1', [], t0 + 2_000);
      expect(await presence(t0 + 2_000)).toBe('present');
      expect((await port().snapshot(team, t0 + 2_000)).version).toBe(version);
      await renew('n2', [], t0 + 3_000);
      expect(await presence(t0 + 3_000)).toBe('grace');
    });

    it('[ST25] changes nothing through a hiccup of less than 20 s: neither status nor idle time nor claims', async () => {
      await floor().ready('rep_ada');
      await floor().claim('clm_1', {}, t0);
      const found = async (at: number) => {
        const { at: _, version: __, ...rest } = await port().snapshot(team, at);
        return rest;
      };
      const before = await found(t0);
      await renew('n1', [], t0 + 1_000);
      for (const at of [t0 + 1_000, t0 + 20_999]) {
        expect((await found(at)).claims).toEqual(before.claims);
        expect(await presence(at)).toBe('grace');
      }
      await renew('n2', ['rep_ada'], t0 + 20_999);
      expect(await found(t0 + 20_999)).toEqual(before);
      // And no moment is left over that could be mistaken for the end of the grace.
      await renew('n2', ['rep_ada'], t0 + 23_999);
      expect(await presence(t0 + 24_000)).toBe('present');
    });

    it('[ST25] turns a dead node’s leases into grace within 12 s, and into loss 20 s later, never before', async () => {
      // It renewed a moment before it died.
      await renew('n1', ['rep_ada', 'rep_bob'], t0);
      await renew('n2', ['rep_bob'], t0 + 9_000);
      expect(await presence(t0 + 12_000)).toBe('grace');
      expect(await presence(t0 + 12_000, 'rep_bob')).toBe('present');
      expect(presenceLeaseMs).toBeLessThanOrEqual(12_000);
      expect(await presence(t0 + presenceLeaseMs + 19_999)).toBe('grace');
      expect(await presence(t0 + presenceLeaseMs + 20_000)).toBe('lost');
    });

    it('[ST24] takes a node’s word for a rep who was gone for hours, and gives claims to that rep again', async () => {
      await floor().ready('rep_ada', 'rep_bob');
      const later = t0 + 3 * 3_600_000;
      await port().renewPresence(team, 'n2', ['rep_bob'], later);
      expect(await floor().claim('clm_1', { exclude: ['rep_bob'] }, later)).toMatchObject({ reason: 'nobody' });
      await port().renewPresence(team, 'n1', ['rep_ada'], later + 1);
      expect(await floor().rep('rep_ada', later + 1)).toMatchObject({ isPresent: true });
      expect(await floor().claim('clm_1', { exclude: ['rep_bob'] }, later + 1)).toMatchObject({ rep: 'rep_ada' });
    });

    it('[ST47] tells the time it goes by', async () => {
      expect(await port().time(team, t0)).toBe(t0);
      const [from, at] = [Date.now(), await port().time(team)];
      expect(at).toBeGreaterThanOrEqual(from - 1_000);
      expect(at).toBeLessThanOrEqual(Date.now() + 1_000);
    });

    it('[ST34] keeps teams apart', async () => {
      await renew('n1', ['rep_ada'], t0);
      await port().renewPresence('team_2', 'n1', [], t0 + 1);
      expect(await presence(t0 + 1)).toBe('present');
      await port().setStatus('team_2', 'rep_zoe', 'available', t0);
      await port().enqueue('team_2', { conversation: 'cnv_1', site: 'site_1', queuedAt: t0 });
      expect(await floor().rep('rep_zoe')).toBeUndefined();
      expect(await port().position(team, 'cnv_1')).toBe(0);
      expect((await port().snapshot('team_2', t0)).reps.map(({ rep }) => rep)).toEqual(['rep_zoe']);
    });
  });
}
