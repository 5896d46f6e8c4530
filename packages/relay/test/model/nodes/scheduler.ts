import { setImmediate } from 'node:timers/promises';
import { StoreUnavailableError } from '../../../src/ports/index.ts';
import type { Random } from '../random.ts';

/** What becomes of a call that is let through: done, done without the caller hearing of it, or not done. */
const fates = [...Array.from({ length: 57 }, () => 'done' as const), 'unheard', 'lost', 'lost'] as const;

interface Waiting {
  readonly node: string;
  readonly name: string;
  readonly run: (fate: (typeof fates)[number]) => Promise<void>;
}

/** Lets the nodes' calls of the store through one by one, in an order of chance. Between two of them everybody runs until they ask again. */
export interface Scheduler {
  /** One call of the store's, made when its turn comes. A dead node's never comes. */
  call<T>(node: string, name: string, run: () => Promise<T>): Promise<T>;
  /** Lets one through. Resolves to its name, or to nothing where there was none. */
  step(): Promise<string | undefined>;
  /** From now on everything is done and heard. */
  behave(): void;
  kill(node: string): void;
}

export function createScheduler(random: Random): Scheduler {
  let waiting: Waiting[] = [];
  let isWell = false;
  const dead = new Set<string>();
  return {
    call: (node, name, run) =>
      new Promise((resolve, reject) => {
        if (dead.has(node)) return;
        waiting.push({
          node,
          name,
          run: async (fate) => {
            if (fate === 'lost') return reject(new StoreUnavailableError('lost'));
            try {
              const answer = await run();
              if (fate === 'unheard') reject(new StoreUnavailableError('unheard'));
              else resolve(answer);
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          },
        });
      }),
    async step() {
      const [next] = waiting.splice(random.below(waiting.length), 1);
      if (next === undefined) return undefined;
      const fate = random.pick(fates);
      await next.run(isWell ? 'done' : fate);
      await setImmediate();
      return next.name;
    },
    behave: () => void (isWell = true),
    kill(node) {
      dead.add(node);
      waiting = waiting.filter((one) => one.node !== node);
    },
  };
}
