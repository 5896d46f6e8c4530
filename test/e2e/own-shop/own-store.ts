import { join } from 'node:path';
import { freePort } from '../../helpers/free-port.ts';
import { startTillside, untilServing } from '../../helpers/tillside.ts';
import type { Served } from '../../helpers/tillside.ts';

/** An empty store, the command line on it, and the relay that serves it. */
export interface OwnStore {
  /** Runs one command to its end; throws what it said when that is not 0. */
  tillside(argv: readonly string[], input?: string): Promise<string>;
  /** `site init` into `file`, with six answers: a shop with one team, Counter. Gives what it says. */
  siteInit(file: string, name: string, origin: string): Promise<string>;
  /** A new rep of the team Counter. Gives the password. */
  repCreate(name: string, email: string): Promise<string>;
  serve(): Promise<Served>;
}

export async function openOwnStore(folder: string): Promise<OwnStore> {
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), LOG_LEVEL: 'warn' };
  const tillside: OwnStore['tillside'] = async (argv, input = '') => {
    const running = startTillside(argv, env);
    running.child.stdin?.end(input);
    const { code, out, err } = await running.ended;
    if (code !== 0) throw new Error(`tillside ${argv.join(' ')} ended with ${code}: ${err}`);
    return out;
  };
  return {
    tillside,
    siteInit(file, name, origin) {
      const answers = [name, origin, '', '#2f5d50', `${origin}/privacy.html`, 'Counter'];
      return tillside(['site', 'init', file], `${answers.join('\n')}\n`);
    },
    async repCreate(name, email) {
      const out = await tillside(['rep', 'create', '--team', 'team_counter', '--name', name, '--email', email]);
      return /Password \(shown once\): (\S+)/.exec(out)?.[1] ?? '';
    },
    serve: () => untilServing(startTillside(['serve'], env)),
  };
}
