import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endWith } from '../processes.ts';
import type { Ask, Turn } from './task-process.ts';
import type { TaskName } from './tasks.ts';

/** A task in its own process, which sleeps but for its turns. */
export interface RunningTask {
  readonly pid: number;
  takeTurn(forMs: number): Promise<Turn>;
  verdicts(first: number): Promise<readonly string[]>;
  stop(): void;
}

export function startTask(name: TaskName): RunningTask {
  const child = fork(join(import.meta.dirname, 'task-process.ts'), [name]);
  endWith(() => child.kill('SIGKILL'));
  const died = once(child, 'exit').then(() => {
    throw new Error(`the task "${name}" ended: see above`);
  });
  died.catch(() => {});
  const answerTo = async (ask: Ask): Promise<unknown> => {
    child.send(ask);
    const [answer] = (await Promise.race([once(child, 'message'), died])) as [unknown];
    return answer;
  };
  return {
    pid: child.pid ?? 0,
    takeTurn: async (forMs) => (await answerTo({ ask: 'turn', forMs })) as Turn,
    verdicts: async (first) => (await answerTo({ ask: 'verdicts', first })) as readonly string[],
    stop: () => void child.kill('SIGKILL'),
  };
}
