import { describe, expect, it } from 'vitest';
import { chargeTurn, turnCost } from '../../src/core/queue.ts';
import type { Turns } from '../../src/core/queue.ts';
import type { ClaimRequest, QueueItem } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

/** The queue of a team that several sites share. */
export function describeTurns(name: string, open: Open): void {
  describe(`turns between sites on ${name}`, () => {
    const store = useStore(open);
    const floor = () => floorOf(store());
    const port = () => store().floor;
    const enter = (conversation: string, site: string, more: Partial<QueueItem> = {}) =>
      port().enqueue(team, { conversation, site, queuedAt: t0, ...more });
    const look = () => port().snapshot(team, t0);
    const order = async () => (await look()).queue.map(({ conversation }) => conversation).join(' ');
    const turns = async () => (await look()).turns;
    const candidates = [{ rep: 'rep_ada', capacity: 100 }];
    const serve = (claim: string, site: string, share?: number, more: Partial<ClaimRequest> = {}) =>
      floor().claim(claim, { candidates, serves: { site, ...(share === undefined ? {} : { share }) }, ...more });

    it('[ST33] keeps what a conversation brings along, and says only what is unusual', async () => {
      await enter('cnv_a', 'site_1', { priority: 3, share: 0.25, isReturned: true });
      await enter('cnv_b', 'site_1', { priority: 0, share: 1, isReturned: false });
      expect((await look()).queue).toEqual([
        { conversation: 'cnv_a', site: 'site_1', queuedAt: t0, priority: 3, share: 0.25, isReturned: true },
        { conversation: 'cnv_b', site: 'site_1', queuedAt: t0 },
      ]);
      await enter('cnv_a', 'site_1');
      expect((await look()).queue).toEqual(
        ['cnv_a', 'cnv_b'].map((conversation) => ({ conversation, site: 'site_1', queuedAt: t0 })),
      );
    });

    it('[ST77, ST78] orders the queue by turns, shares, priority and time; positions follow', async () => {
      await floor().ready('rep_ada');
      for (const n of [1, 2, 3, 4]) await enter(`cnv_a${n}`, 'site_a', { queuedAt: t0 + n, share: 2 });
      await enter('cnv_b1', 'site_b', { queuedAt: t0 + 8 });
      await enter('cnv_b2', 'site_b', { queuedAt: t0 + 9, priority: 1 });
      await enter('cnv_c', 'site_c', { queuedAt: t0 + 99, isReturned: true });
      expect(await order()).toBe('cnv_c cnv_a1 cnv_b2 cnv_a2 cnv_a3 cnv_b1 cnv_a4');
      const places = ['cnv_c', 'cnv_b2', 'cnv_a4', 'cnv_none'].map((id) => port().position(team, id));
      expect(await Promise.all(places)).toEqual([1, 3, 7, 0]);
      await serve('clm_1', 'site_b');
      expect(await order()).toBe('cnv_c cnv_a1 cnv_a2 cnv_a3 cnv_b2 cnv_a4 cnv_b1');
      expect(await port().position(team, 'cnv_b2')).toBe(5);
    });

    it('[ST79] charges a turn as the order counts it, in the step that takes the slot', async () => {
      await floor().ready('rep_ada');
      let wanted: Turns = {};
      const served = [
        ['site_a', 1],
        ['site_b', 2],
        ['site_b', 2],
        ['site_c', 0.5],
        ['site_a', 3],
        ['site_c', 0.5],
        ['site_b', 1],
      ] as const;
      for (const [index, [site, share]] of served.entries()) {
        await serve(`clm_${index}`, site, share);
        wanted = chargeTurn(wanted, site, turnCost(share));
        expect(await turns()).toEqual(wanted);
      }
      await serve('clm_plain', 'site_z');
      expect((await turns())['site_z']).toBe(turnCost());
    });

    it('[ST79] charges once a claim, however often it is asked, and never without one', async () => {
      await floor().ready('rep_ada');
      await serve('clm_1', 'site_b');
      await serve('clm_2', 'site_a', 0.5);
      const charged = await turns();
      await Promise.all(Array.from({ length: 5 }, () => serve('clm_1', 'site_b')));
      await port().confirmClaim(team, 'clm_1', undefined, t0);
      await serve('clm_1', 'site_b');
      await serve('clm_3', 'site_b', 1, { exclude: ['rep_ada'] });
      await serve('clm_3', 'site_b', 1, { candidates: [{ rep: 'rep_ada', capacity: 2 }] });
      await serve('clm_3', 'site_b', 1, { version: -1 });
      expect(await turns()).toEqual(charged);
      await floor().claim('clm_3', { candidates });
      expect(await turns()).toEqual(charged);
      await port().releaseClaim(team, 'clm_1', t0);
      expect(await turns()).toEqual(charged);
    });

    it('[ST79] charges each of those who race once', async () => {
      await floor().ready('rep_ada');
      await Promise.all(Array.from({ length: 12 }, (_, n) => serve(`clm_${n % 4}`, `site_${n % 4}`, 1)));
      const { claims, turns: charged } = await look();
      expect(claims).toHaveLength(4);
      expect(charged).toEqual(Object.fromEntries([0, 1, 2, 3].map((n) => [`site_${n}`, turnCost()])));
    });

    it('[ST79] forgets who is level again: turns do not grow with the sites that were ever served', async () => {
      await floor().ready('rep_ada');
      const all = [{ rep: 'rep_ada', capacity: 1_000 }];
      for (let n = 0; n < 30; n += 1) await serve(`clm_${n}`, `site_${n}`, 1, { candidates: all });
      expect(Object.keys(await turns())).toHaveLength(30);
      await serve('clm_again', 'site_29', 1, { candidates: all });
      expect(await turns()).toEqual({ site_29: turnCost() });
    });

    it('[ST34] counts turns per team', async () => {
      await floor().ready('rep_ada');
      await serve('clm_1', 'site_a');
      expect((await port().snapshot('team_2', t0)).turns).toEqual({});
    });
  });
}
