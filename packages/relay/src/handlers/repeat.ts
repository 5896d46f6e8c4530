import { failureOf } from './failure.ts';
import type { World } from './types.ts';

/** Work of a node that nobody waits for, again and again and never twice at once. */
export interface Repeated {
  start(): void;
  /** Long work asks between its steps whether to leave the rest. */
  isStopping(): boolean;
  /** Resolves when what was under way has ended. */
  stop(): Promise<void>;
}

interface Repetition {
  /** From the end of one run to the beginning of the next. */
  readonly everyMs: number;
  /** What the log is told where a run fails: the next one makes up for it. */
  readonly failed: string;
  readonly work: () => Promise<unknown>;
}

/** Runs `work` at the start and again after each pause. */
export function createRepeated(world: World, { everyMs, failed, work }: Repetition): Repeated {
  let underWay: Promise<unknown> = Promise.resolve();
  let cancel = () => {};
  let isStopping = false;

  function run(): void {
    underWay = work()
      .catch((error: unknown) => world.emit({ name: failed, ...failureOf(error) }))
      .then(() => {
        if (!isStopping) cancel = world.after(everyMs, run);
      });
  }

  return {
    start() {
      isStopping = false;
      run();
    },
    isStopping: () => isStopping,
    async stop() {
      isStopping = true;
      cancel();
      await underWay;
    },
  };
}
