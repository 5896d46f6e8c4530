import { describe, expect, it } from 'vitest';
import { t0 } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

export function describeSigningIn(name: string, open: Open): void {
  describe(`signing in on ${name}`, () => {
    const store = useStore(open);
    const directory = () => store().directory;

    describe('sign-ins', () => {
      const signIn = { rep: 'rep_a', at: t0, expiresAt: t0 + 1_000 };

      it('[ST37] are found until they expire', async () => {
        await directory().putSignIn('h1', signIn);
        expect(await directory().signIn('h1', t0)).toEqual(signIn);
        expect(await directory().signIn('h1', t0 + 999)).toEqual(signIn);
        expect(await directory().signIn('h1', t0 + 1_000)).toBeUndefined();
        expect(await directory().signIn('h2', t0)).toBeUndefined();
        await directory().putSignIn('h1', { ...signIn, expiresAt: t0 + 5_000 });
        expect(await directory().signIn('h1', t0 + 4_999)).toMatchObject({ expiresAt: t0 + 5_000 });
      });

      it('[ST37] are revoked one by one, or all of a rep', async () => {
        for (const hash of ['h1', 'h2', 'h3']) await directory().putSignIn(hash, signIn);
        await directory().putSignIn('other', { ...signIn, rep: 'rep_b' });
        await directory().revokeSignIn('h1');
        await directory().revokeSignIn('h1');
        expect(await directory().signIn('h1', t0)).toBeUndefined();
        expect(await directory().signIn('h2', t0)).toEqual(signIn);
        await directory().revokeSignIns('rep_a');
        expect(await directory().signIn('h2', t0)).toBeUndefined();
        expect(await directory().signIn('h3', t0)).toBeUndefined();
        expect(await directory().signIn('other', t0)).toMatchObject({ rep: 'rep_b' });
        await directory().putSignIn('h4', signIn);
        expect(await directory().signIn('h4', t0)).toEqual(signIn);
      });
    });

    describe('tickets', () => {
      const ticket = { rep: 'rep_a', signIn: 'h1' };

      it('[ST38] are taken once, by one of all who try', async () => {
        await directory().putTicket('k1', ticket, 30_000, t0);
        const takers = await Promise.all([1, 2, 3].map(() => directory().takeTicket('k1', t0 + 1)));
        expect(takers.filter((taken) => taken !== undefined)).toEqual([ticket]);
        expect(await directory().takeTicket('k1', t0 + 1)).toBeUndefined();
        expect(await directory().takeTicket('none', t0)).toBeUndefined();
      });

      it('[ST38] are taken within their time only', async () => {
        await directory().putTicket('k1', ticket, 30_000, t0);
        await directory().putTicket('k2', ticket, 30_000, t0);
        expect(await directory().takeTicket('k1', t0 + 29_999)).toEqual(ticket);
        expect(await directory().takeTicket('k2', t0 + 30_000)).toBeUndefined();
        expect(await directory().takeTicket('k2', t0)).toBeUndefined();
      });
    });

    describe('failures', () => {
      const fail = (at: number, ...keys: readonly string[]) => directory().countFailure(keys, at);
      const wait = (at: number, ...keys: readonly string[]) => directory().waitMs(keys, at);

      it('[ST39] cost nothing five times, then 1 s, doubling to 15 minutes', async () => {
        const waits: number[] = [];
        for (let n = 1; n <= 18; n++) waits.push(await fail(t0, 'account'));
        const doubling = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].map((seconds) => seconds * 1_000);
        expect(waits).toEqual([0, 0, 0, 0, 0, ...doubling, 900_000, 900_000, 900_000]);
      });

      it('[ST39] are waited for from the last one on', async () => {
        for (let n = 1; n <= 7; n++) await fail(t0 + n, 'account');
        expect(await wait(t0 + 7, 'account')).toBe(2_000);
        expect(await wait(t0 + 1_500, 'account')).toBe(507);
        expect(await wait(t0 + 2_006, 'account')).toBe(1);
        expect(await wait(t0 + 2_007, 'account')).toBe(0);
        expect(await wait(t0 + 9_000, 'account')).toBe(0);
        expect(await fail(t0 + 9_000, 'account')).toBe(4_000);
      });

      it('[ST39] count under every key, and the slowest counts', async () => {
        for (let n = 1; n <= 6; n++) await fail(t0, 'address');
        expect(await fail(t0, 'account', 'address')).toBe(2_000);
        expect(await wait(t0, 'account')).toBe(0);
        expect(await wait(t0, 'account', 'address')).toBe(2_000);
        for (let n = 1; n <= 4; n++) await fail(t0, 'account');
        expect(await fail(t0, 'account')).toBe(1_000);
        expect(await wait(t0)).toBe(0);
        expect(await wait(t0, 'never seen')).toBe(0);
      });

      it('[ST39] are forgotten an hour after the last one', async () => {
        for (let n = 1; n <= 30; n++) await fail(t0, 'account');
        expect(await fail(t0 + 3_599_999, 'account')).toBe(900_000);
        expect(await wait(t0 + 3_599_999 + 900_000, 'account')).toBe(0);
        expect(await fail(t0 + 3_599_999 + 3_600_000, 'account')).toBe(0);
      });

      it('[ST39] are forgotten when cleared', async () => {
        for (let n = 1; n <= 9; n++) await fail(t0, 'account', 'address');
        await directory().clearFailures(['account', 'none']);
        expect(await wait(t0, 'account')).toBe(0);
        expect(await fail(t0, 'account')).toBe(0);
        expect(await wait(t0, 'address')).toBe(8_000);
      });
    });
  });
}
