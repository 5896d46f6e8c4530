import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';
import { holdInvitationLock } from '../src/invitation/lock.ts';
import { stubLocks } from './helpers/fake-locks.ts';
import { resetPage, SITE } from './helpers/shop.ts';

const AT = 1_800_000_000_000;
let store: Store;
beforeEach(() => {
  vi.useFakeTimers({ now: AT });
  store = createStore(SITE);
  store._allow(3);
});
afterEach(resetPage);

describe.each([
  ['with Web Locks', true],
  ['without', false],
])('the right to show an invitation, %s', (_name, hasLocks) => {
  beforeEach(() => void (hasLocks && stubLocks()));

  it('[IN4] is one tab’s at a time', async () => {
    const release = await holdInvitationLock(store, AT);
    expect(release).toBeTypeOf('function');
    expect(await holdInvitationLock(store, AT)).toBeUndefined();
    release?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(await holdInvitationLock(store, AT)).toBeTypeOf('function');
  });

  it('[IN4] is not given for what was decided before another tab showed one, and is free then', async () => {
    store._set('rules', { shown: [['leaving', AT + 500, 2]] });
    expect(await holdInvitationLock(store, AT)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await holdInvitationLock(store, AT + 1_000)).toBeTypeOf('function');
  });
});

describe('a tab that died with the right', () => {
  it('[IN4] keeps it in storage for 90 s at most', async () => {
    await holdInvitationLock(store, AT);
    await vi.advanceTimersByTimeAsync(89_000);
    expect(await holdInvitationLock(store, Date.now())).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await holdInvitationLock(store, Date.now())).toBeTypeOf('function');
  });
});
