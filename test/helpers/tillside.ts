import { join } from 'node:path';
import { startProcess } from './process.ts';
import type { Running } from './process.ts';

const main = join(import.meta.dirname, '..', '..', 'packages', 'relay', 'src', 'main.ts');

type Env = Readonly<Record<string, string>>;

/** The `tillside` command as a process of its own. */
export const startTillside = (argv: readonly string[], env: Env): Running =>
  startProcess(process.execPath, [main, ...argv], { env });

export interface Served extends Running {
  /** Where it says that it is. */
  readonly url: string;
  /** SIGTERM; resolves once it is gone. */
  stop(): Running['ended'];
}

/** A started `serve`, once it is ready. */
export async function untilServing(running: Running): Promise<Served> {
  const [, url = ''] = await running.prints(/Console +(https?:\/\/\S+)\/console\//);
  return {
    ...running,
    url,
    stop() {
      running.child.kill('SIGTERM');
      return running.ended;
    },
  };
}

/** A relay on a free port of this machine, once it is ready. */
export const startServe = (env: Env, ...flags: readonly string[]): Promise<Served> =>
  untilServing(startTillside(['serve', ...flags], { PORT: '0', LOG_LEVEL: 'warn', ...env }));
