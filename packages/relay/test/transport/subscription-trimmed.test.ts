import { expect, it } from 'vitest';
import type { RepTold, VisitorTold } from '@tillside/protocol';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { Subscription } from '../../src/transport/subscription.ts';
import type { Viewer } from '../../src/transport/subscription.ts';
import { cnv, message, sessionOf } from '../contracts/build.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it('[TR9] begins behind what is gone from the log, says so, and goes on from there', async () => {
  const store = openSqliteStore({ path: ':memory:' });
  const { conversations } = store;
  const told: (VisitorTold | RepTold)[] = [];
  const outline = () => told.map((frame) => ('offset' in frame ? `${frame.type} ${frame.offset}` : frame.type));
  const subscribe = ({ isPaused = () => false }: Partial<Viewer> = {}) =>
    new Subscription(
      { conversations, now: Date.now, onFault: () => {} },
      {
        audience: 'visitor',
        sessions: () => [sessionOf('a')],
        send: (frame) => void told.push(frame),
        isPaused,
        engagementOf: () => undefined,
        onBell: () => {},
        onOrphan: () => {},
      },
      cnv,
      'mine',
    );
  for (let seq = 1; seq <= 4; seq += 1) await conversations.append(message(seq));
  const [, second] = await conversations.read(cnv, 0, 4);
  expect(await store.keeping.compact(cnv, 4, 0, 2)).toBe(true);
  const subscription = subscribe();
  subscription.attach({ offset: 0, chain: '' });
  await settle();
  expect(outline()).toEqual(['attached', 'entry.skipped 2', 'entry.added 3', 'entry.added 4', 'live']);
  expect(told[0]).toMatchObject({ state: 'trimmed', from: 2, top: 4 });
  expect(told[1]).toMatchObject({ chain: second?.chain });
  await conversations.append(message(5));
  subscription.hear('entry');
  await settle();
  expect(outline().slice(5)).toEqual(['entry.added 5']);

  // Whoever stands at the very edge missed nothing.
  told.length = 0;
  const atEdge = subscribe();
  atEdge.attach({ offset: 2, chain: second?.chain ?? '' });
  await settle();
  expect(outline()).toEqual(['attached', 'entry.added 3', 'entry.added 4', 'entry.added 5', 'live']);
  expect(told[0]).toMatchObject({ state: 'ok', from: 2 });

  // Who stood before it while it went begins anew, once.
  told.length = 0;
  const behind = subscribe({ isPaused: () => told.length > 0 && isStopped });
  let isStopped = true;
  behind.attach({ offset: 3, chain: (await conversations.read(cnv, 2, 1))[0]?.chain ?? '' });
  await settle();
  expect(outline()).toEqual(['attached']);
  expect(await store.keeping.compact(cnv, 5, 0, 4)).toBe(true);
  isStopped = false;
  behind.pull();
  await settle();
  expect(outline()).toEqual(['attached', 'attached', 'entry.skipped 4', 'entry.added 5', 'live']);
  expect(told[1]).toMatchObject({ state: 'trimmed', from: 4 });
  await store.close();
});
