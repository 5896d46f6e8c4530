import type { OutboxItem } from '@tillside/protocol/client';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutboxStore } from '../src/link/outbox-store.ts';
import type { OutboxStore } from '../src/link/outbox-store.ts';
import { fakeLocks } from './helpers/fake-locks.ts';

const frame = (seq: number, session = 'a'.repeat(32)): OutboxItem => ({
  frame: { type: 'note.add', session, conversation: 'cnv_1', seq, body: { text: `note ${seq}` } },
  ackedAt: 0,
});

/** What this store finds, in the order in which it was told. */
async function adopted(store: OutboxStore): Promise<readonly OutboxItem[]> {
  const found: OutboxItem[] = [];
  await store.adopt((items) => found.push(...items));
  return found;
}

afterEach(() => window.localStorage.clear());

describe('what a window left unsent', () => {
  it('[DWR8] is taken over by the next window, once', async () => {
    const locks = fakeLocks();
    const dead = createOutboxStore(window.localStorage, locks, 'rep_maya', 'one');
    dead.save([frame(1), frame(2)]);
    dead.release();
    await Promise.resolve();
    await Promise.resolve();
    const next = createOutboxStore(window.localStorage, locks, 'rep_maya', 'two');
    expect(await adopted(next)).toEqual([frame(1), frame(2)]);
    expect(await adopted(next)).toEqual([]);
  });

  it('[DWR8] is still there until the next window keeps it: one that dies in between loses nothing', async () => {
    const key = 'tillside.outbox.rep_maya.one';
    window.localStorage.setItem(key, JSON.stringify([frame(1)]));
    const next = createOutboxStore(window.localStorage, fakeLocks(), 'rep_maya', 'two');
    let left: string | null = null;
    await next.adopt((items) => {
      left = window.localStorage.getItem(key);
      next.save(items);
    });
    expect(left).toBe(JSON.stringify([frame(1)]));
    expect(Object.keys(window.localStorage)).toEqual(['tillside.outbox.rep_maya.two']);
  });

  it('[DWR8] is left alone while that window lives', async () => {
    const locks = fakeLocks();
    createOutboxStore(window.localStorage, locks, 'rep_maya', 'one').save([frame(1)]);
    const next = createOutboxStore(window.localStorage, locks, 'rep_maya', 'two');
    expect(await adopted(next)).toEqual([]);
  });

  it('[DWR8] is never another rep’s', async () => {
    const locks = fakeLocks();
    window.localStorage.setItem('tillside.outbox.rep_jonas.one', JSON.stringify([frame(1)]));
    expect(await adopted(createOutboxStore(window.localStorage, locks, 'rep_maya', 'two'))).toEqual([]);
  });

  it('[DWR8] is not adopted where nobody could tell a dead window from a living one', async () => {
    window.localStorage.setItem('tillside.outbox.rep_maya.one', JSON.stringify([frame(1)]));
    expect(await adopted(createOutboxStore(window.localStorage, undefined, 'rep_maya', 'two'))).toEqual([]);
  });

  it('[DWR8] is nothing where the storage holds something else', async () => {
    window.localStorage.setItem('tillside.outbox.rep_maya.one', '{"not":"a list"}');
    window.localStorage.setItem('tillside.outbox.rep_maya.two', '[{"frame":{}},3]');
    window.localStorage.setItem('tillside.outbox.rep_maya.three', 'broken');
    expect(await adopted(createOutboxStore(window.localStorage, fakeLocks(), 'rep_maya', 'me'))).toEqual([]);
  });

  it('an empty outbox leaves no trace', () => {
    const store = createOutboxStore(window.localStorage, fakeLocks(), 'rep_maya', 'one');
    store.save([frame(1)]);
    store.save([]);
    expect(window.localStorage.length).toBe(0);
  });
});
