import type { Answer } from '../../src/http/answer.ts';
import type { Api } from '../../src/http/api.ts';
import { me } from './data.ts';

const ok = <T>(value: T): Answer<T> => ({ kind: 'ok', value });

/** A relay's HTTP side that answers what the test says; by default a signed-in rep with nothing behind them. */
export function fakeApi(part: Partial<Api> = {}): Api {
  return {
    signIn: () => Promise.resolve(ok(undefined)),
    signOut: () => Promise.resolve(ok(undefined)),
    me: () => Promise.resolve(ok(me)),
    changeMe: () => Promise.resolve(ok(undefined)),
    setPicture: () => Promise.resolve(ok(undefined)),
    ticket: () => Promise.resolve(ok({ ticket: 'tk_1', expiresAt: 0 })),
    ledger: () =>
      Promise.resolve(
        ok({
          lines: [],
          totals: { billable: 0, unconfirmed: 0, currency: 'USD', savedCarts: 0, savedValue: 0, assistedOrders: 0 },
        }),
      ),
    activity: () => Promise.resolve(ok({ items: [] })),
    invitation: () => Promise.resolve({ kind: 'failed', status: 404 }),
    playbook: () => Promise.resolve({ kind: 'failed', status: 404 }),
    upload: () => Promise.resolve({ kind: 'unreachable' }),
    conversations: () => Promise.resolve(ok({ items: [] })),
    ...part,
  };
}
