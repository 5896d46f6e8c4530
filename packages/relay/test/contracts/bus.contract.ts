import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/index.ts';
import { cnv, message, record, t0, visitor, visitorRecord } from './build.ts';
import { floorOf, team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

/** Listens to a topic; `next` resolves with its next message that was not asked for yet. */
async function ear(store: Store, topic: string) {
  const heard: string[] = [];
  let wake = (): void => {};
  const stop = await store.bus.listen(topic, (text) => {
    heard.push(text);
    wake();
  });
  async function next(): Promise<string> {
    while (heard.length === 0) await new Promise<void>((resolve) => void (wake = resolve));
    return heard.shift() ?? '';
  }
  return { next, stop, heard };
}

type Change = readonly [topic: string, what: string, change: (store: Store) => Promise<unknown>, message?: string];

function changesRing(store: () => Store, changes: readonly Change[]): void {
  const rows = changes.map(([topic, what, change, message = '']) => ({ topic, what, change, message }));
  it.each(rows)('[ST46] ring $topic after $what', async ({ topic, change, message }) => {
    const { next } = await ear(store(), topic);
    await change(store());
    expect(await next()).toBe(message);
  });
}

/** What the bus promises, and what talks and visitors ring on it. `open` gives a fresh, empty store. */
export function describeBus(name: string, open: Open): void {
  describe(`bells on ${name}`, () => {
    const store = useStore(open);

    it('[ST45] reach every listener of the topic, with the message', async () => {
      const { bus } = store();
      const [first, second, other] = [
        await ear(store(), 'cnv/a'),
        await ear(store(), 'cnv/a'),
        await ear(store(), 'cnv/b'),
      ];
      bus.ring('cnv/a', '{"typing":"é 🙂"}');
      expect(await first.next()).toBe('{"typing":"é 🙂"}');
      expect(await second.next()).toBe('{"typing":"é 🙂"}');
      bus.ring('cnv/b');
      expect(await other.next()).toBe('');
      for (const { heard } of [first, second, other]) expect(heard).toEqual([]);
    });

    it('[ST45] do not reach who left', async () => {
      const { bus } = store();
      const [gone, here] = [await ear(store(), 'cnv/a'), await ear(store(), 'cnv/a')];
      gone.stop();
      gone.stop();
      bus.ring('cnv/a', 'x');
      expect(await here.next()).toBe('x');
      here.stop();
      const anew = await ear(store(), 'cnv/a');
      bus.ring('cnv/a', 'y');
      expect(await anew.next()).toBe('y');
      expect([gone.heard, here.heard]).toEqual([[], []]);
    });

    it('[ST45] do not reach who leaves by the very bell', async () => {
      const { bus } = store();
      const heard: string[] = [];
      // Whoever hears it first makes the other leave.
      const stops = new Map<string, () => void>();
      for (const [name, other] of [
        ['a', 'b'],
        ['b', 'a'],
      ] as const) {
        const hear = (message: string) => {
          heard.push(`${name} ${message}`);
          stops.get(other)?.();
        };
        stops.set(name, await bus.listen('cnv/a', hear));
      }
      const { next } = await ear(store(), 'cnv/a');
      bus.ring('cnv/a', 'x');
      bus.ring('cnv/a', 'y');
      expect([await next(), await next()]).toEqual(['x', 'y']);
      const [[who = ''] = ''] = heard;
      expect(heard).toEqual([`${who} x`, `${who} y`]);
    });

    it('[ST45] come in the order they were rung', async () => {
      const { next } = await ear(store(), 'cnv/a');
      for (let n = 1; n <= 5; n++) store().bus.ring('cnv/a', String(n));
      for (let n = 1; n <= 5; n++) expect(await next()).toBe(String(n));
    });

    changesRing(store, [
      [`cnv/${cnv}`, 'an entry', ({ conversations }) => conversations.append(message(1), t0), 'entry'],
      [`cnv/${cnv}`, 'a record', ({ conversations }) => conversations.commit(record(), 0, [], t0)],
      [`vis/${visitor.id}`, 'a visitor’s record', ({ visitors }) => visitors.commit(visitorRecord(), 0, t0)],
    ]);

    it('[ST46] ring after the change, not before', async () => {
      const { conversations, bus } = store();
      const topOnBell = new Promise<number>((resolve) => {
        void bus.listen(`cnv/${cnv}`, () => void conversations.view(cnv).then(({ log }) => resolve(log.top)));
      });
      await conversations.append(message(1), t0);
      expect(await topOnBell).toBe(1);
    });
  });
}

/** What rings besides: a store that has all ports promises it. `open` gives a fresh, empty store. */
export function describeBells(name: string, open: Open): void {
  describe(`bells of floor, journal and directory on ${name}`, () => {
    const store = useStore(open);

    changesRing(store, [
      [`team/${team}`, 'a status', ({ floor }) => floor.setStatus(team, 'rep_ada', 'available', t0)],
      [`team/${team}`, 'a rep who is there', ({ floor }) => floor.renewPresence(team, 'n1', ['rep_ada'], t0)],
      [
        `team/${team}`,
        'entering the queue',
        ({ floor }) => floor.enqueue(team, { conversation: cnv, site: 'site_1', queuedAt: t0 }),
      ],
      [
        'site/site_1',
        'a journal item',
        ({ journal }) => journal.append('site_1', [{ key: 'k', kind: 'offer.made' }], t0),
      ],
      ['directory', 'a change of the directory', ({ directory }) => directory.apply({}, 0)],
      ['rep/rep_ada', 'revoked sign-ins', ({ directory }) => directory.revokeSignIns('rep_ada')],
    ]);

    it('[ST46] ring the team after each step of its claims, queue and presence', async () => {
      const floor = floorOf(store());
      await floor.ready('rep_ada');
      await floor.port.enqueue(team, { conversation: cnv, site: 'site_1', queuedAt: t0 });
      const claim = {
        claim: 'clm_2',
        rep: 'rep_ada',
        site: 'site_1',
        conversation: cnv,
        state: 'confirmed',
        at: t0,
      } as const;
      const steps: readonly (() => Promise<unknown>)[] = [
        () => floor.claim('clm_1'),
        () => floor.port.confirmClaim(team, 'clm_1', 5_000, t0),
        () => floor.port.releaseClaim(team, 'clm_1', t0),
        () => floor.port.restoreClaim(team, claim, t0),
        () => floor.port.dequeue(team, cnv),
        () => floor.port.renewPresence(team, 'n1', [], t0),
      ];
      for (const step of steps) {
        const { next, stop } = await ear(store(), `team/${team}`);
        await step();
        expect(await next()).toBe('');
        stop();
      }
    });
  });
}
