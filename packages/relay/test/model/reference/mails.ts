import { mailKeyKeptMs } from '../../../src/ports/index.ts';
import type { MailOrder, MailsPort } from '../../../src/ports/index.ts';
import { byText, copy } from './ground.ts';
import type { Ground } from './ground.ts';

export type MailsState = Map<string, { order: MailOrder; dueAt: number; attempts: number } | { settledAt: number }>;

export function referenceMails({ act, time }: Ground, state: MailsState): MailsPort {
  return {
    put: (order, dueAfterMs, nowMs) =>
      act(() => {
        const now = time(nowMs);
        for (const [key, one] of state)
          if ('settledAt' in one && one.settledAt <= now - mailKeyKeptMs) state.delete(key);
        if (state.has(order.key)) return false;
        state.set(order.key, { order: copy(order), dueAt: now + dueAfterMs, attempts: 0 });
        return true;
      }),
    take: (limit, leaseMs, nowMs) =>
      act(() => {
        const now = time(nowMs);
        const due = [...state.values()].filter((one) => 'order' in one).filter(({ dueAt }) => dueAt <= now);
        const taken = due.toSorted((a, b) => a.dueAt - b.dueAt || byText(a.order.key, b.order.key)).slice(0, limit);
        return taken.map((one) => {
          one.dueAt = now + leaseMs;
          one.attempts += 1;
          return { ...one.order, attempts: one.attempts - 1 };
        });
      }),
    settle: (key, nowMs) =>
      act(() => {
        const one = state.get(key);
        if (one !== undefined && 'order' in one) state.set(key, { settledAt: time(nowMs) });
      }),
    retry: (key, afterMs, nowMs) =>
      act(() => {
        const one = state.get(key);
        if (one !== undefined && 'order' in one) one.dueAt = time(nowMs) + afterMs;
      }),
  };
}
