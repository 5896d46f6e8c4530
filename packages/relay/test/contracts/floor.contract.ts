import { describe, expect, it } from 'vitest';
import { t0 } from './build.ts';
import { describeByMessage } from './by-message.contract.ts';
import { describeChoice } from './choice.contract.ts';
import { describeClaims } from './claims.contract.ts';
import { team } from './floor-setup.ts';
import { describeGrants } from './grants.contract.ts';
import { describeLoads } from './loads.contract.ts';
import { describePresence } from './presence.contract.ts';
import { describeTurns } from './turns.contract.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

function describeQueue(name: string, open: Open): void {
  describe(`the queue on ${name}`, () => {
    const store = useStore(open);
    const port = () => store().floor;
    const enter = (conversation: string, queuedAt: number) =>
      port().enqueue(team, { conversation, site: 'site_1', queuedAt });
    const order = async () => (await port().snapshot(team, t0)).queue.map(({ conversation }) => conversation);

    it('[ST33, ST77] orders one site’s by queuedAt, then by conversation', async () => {
      await enter('cnv_b', t0 + 1);
      await enter('cnv_a', t0 + 1);
      await enter('cnv_c', t0);
      expect((await port().snapshot(team, t0)).queue).toEqual([
        { conversation: 'cnv_c', site: 'site_1', queuedAt: t0 },
        { conversation: 'cnv_a', site: 'site_1', queuedAt: t0 + 1 },
        { conversation: 'cnv_b', site: 'site_1', queuedAt: t0 + 1 },
      ]);
      expect(await Promise.all(['cnv_c', 'cnv_a', 'cnv_b', 'cnv_x'].map((id) => port().position(team, id)))).toEqual([
        1, 2, 3, 0,
      ]);
    });

    it('[ST33] gives back an old place, and lets each in once', async () => {
      await enter('cnv_a', t0 + 1);
      await enter('cnv_b', t0 + 2);
      await port().dequeue(team, 'cnv_a');
      expect(await order()).toEqual(['cnv_b']);
      await enter('cnv_a', t0 + 1);
      await enter('cnv_a', t0 + 1);
      expect(await order()).toEqual(['cnv_a', 'cnv_b']);
      await enter('cnv_a', t0 + 3);
      expect(await order()).toEqual(['cnv_b', 'cnv_a']);
      expect(await port().position(team, 'cnv_a')).toBe(2);
    });

    it('[ST33] leaves idempotently', async () => {
      await enter('cnv_a', t0);
      await port().dequeue(team, 'cnv_a');
      await port().dequeue(team, 'cnv_a');
      await port().dequeue(team, 'cnv_none');
      expect(await order()).toEqual([]);
      expect(await port().position(team, 'cnv_a')).toBe(0);
    });
  });
}

/** What the floor port promises. `open` gives a fresh, empty store. */
export function describeFloor(name: string, open: Open): void {
  describePresence(name, open);
  describeClaims(name, open);
  describeLoads(name, open);
  describeChoice(name, open);
  describeQueue(name, open);
  describeTurns(name, open);
  describeGrants(name, open);
  describeByMessage(name, open);
}
