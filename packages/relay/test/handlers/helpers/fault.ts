import { StoreUnavailableError } from '../../../src/ports/index.ts';
import type { Store } from '../../../src/ports/index.ts';

/** Makes one operation of the store fail, once. */
export interface Fault {
  wrap(store: Store): Store;
  /** Arms it: the `nth` operation from now on (from 1) rejects, before or after it took effect. */
  arm(nth: number, when: 'before' | 'after'): void;
  disarm(): void;
  /** Operations since it was armed or reset. */
  count(): number;
  reset(): void;
}

const ports = ['visitors', 'conversations', 'floor', 'journal', 'ledger'] as const;

export function createFault(): Fault {
  let armed: { readonly nth: number; readonly when: 'before' | 'after' } | undefined;
  let count = 0;

  async function run(operation: () => Promise<unknown>): Promise<unknown> {
    count += 1;
    const isHit = armed !== undefined && count === armed.nth;
    if (isHit && armed?.when === 'before') throw new StoreUnavailableError('armed');
    const result = await operation();
    if (isHit) throw new StoreUnavailableError('armed');
    return result;
  }

  function guard<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return (...args: readonly unknown[]) => run(() => Reflect.apply(member, target, args) as Promise<unknown>);
      },
    });
  }

  return {
    wrap: (store) => ({ ...store, ...Object.fromEntries(ports.map((name) => [name, guard(store[name])])) }),
    arm(nth, when) {
      count = 0;
      armed = { nth, when };
    },
    disarm: () => void (armed = undefined),
    count: () => count,
    reset: () => void (count = 0),
  };
}
