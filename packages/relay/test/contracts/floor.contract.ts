import { describe, expect, it } from 'vitest';
import { byMessageShown } from '../../src/ports/index.ts';
import { t0 } from './build.ts';
import { describeChoice } from './choice.contract.ts';
import { describeClaims } from './claims.contract.ts';
import { team } from './floor-setup.ts';
import { describeGrants } from './grants.contract.ts';
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

function describeByMessage(name: string, open: Open): void {
  describe(`conversations by message on ${name}`, () => {
    const store = useStore(open);
    const port = () => store().floor;
    const put = (conversation: string, queuedAt: number) =>
      port().putByMessage(team, { conversation, site: 'site_1', queuedAt });
    const listed = async () => (await port().snapshot(team, t0)).byMessage.map(({ conversation }) => conversation);

    it('[ST72] are listed once, in order, apart from the queue, and leave idempotently', async () => {
      await put('cnv_b', t0 + 1);
      await put('cnv_a', t0);
      await put('cnv_a', t0);
      await port().enqueue(team, { conversation: 'cnv_q', site: 'site_1', queuedAt: t0 + 5 });
      const { queue, byMessage } = await port().snapshot(team, t0);
      expect(byMessage).toEqual([
        { conversation: 'cnv_a', site: 'site_1', queuedAt: t0 },
        { conversation: 'cnv_b', site: 'site_1', queuedAt: t0 + 1 },
      ]);
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
      expect([names[0], names.at(-1)]).toEqual(['cnv_1000', `cnv_${1_000 + byMessageShown - 1}`]);
    });
  });
}

/** What the floor port promises. `open` gives a fresh, empty store. */
export function describeFloor(name: string, open: Open): void {
  describePresence(name, open);
  describeClaims(name, open);
  describeChoice(name, open);
  describeQueue(name, open);
  describeTurns(name, open);
  describeGrants(name, open);
  describeByMessage(name, open);
}
