import { parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { backup } from './backup.ts';
import { UsageError } from './host.ts';
import type { CliHost } from './host.ts';
import { ledgerShow } from './ledger.ts';
import { playbookPublish } from './playbook.ts';
import { repCreate, repDisable, repList, repPicture, repReset } from './rep.ts';
import { serve } from './serve.ts';
import { siteApply, siteExport, siteInit, siteKey, siteList, siteSnippet } from './site.ts';

const help = `tillside serve [--demo]                   start the relay (PORT, HOST, PUBLIC_URL, TRUST_PROXY, DATA_DIR, REDIS_URL)

tillside site init [FILE]                 six questions, a site file, the script tag
tillside site apply FILE [--dry-run]      make the site what the file says
tillside site export SITE                 print the file of a site
tillside site snippet SITE                print the script tag
tillside site key SITE                    a new secret key for the shop's server
tillside site list

tillside rep create --team TEAM --name NAME --email ADDRESS [--role ROLE] [--password …] [--picture FILE]
tillside rep reset EMAIL [--password …]   a new password; signs out everywhere
tillside rep disable EMAIL
tillside rep picture EMAIL FILE
tillside rep list

tillside playbook publish SITE FILE       check and publish the rules
tillside ledger show SITE [--json]        orders, saved carts and bounties
tillside backup FILE                      a copy of the SQLite store while it runs`;

const options = {
  demo: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  team: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  password: { type: 'string' },
  picture: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

interface Command {
  /** Names of the arguments it cannot do without. */
  readonly needs: readonly string[];
  readonly run: (host: CliHost, args: readonly string[], values: Values) => Promise<unknown>;
}

const at = (args: readonly string[], index: number) => args[index] ?? '';

const commands: Readonly<Record<string, Command>> = {
  serve: {
    needs: [],
    run: (host, _args, values) =>
      serve({ config: host.config(), isDemo: values.demo === true, print: host.print, onStop: host.onStop }),
  },
  'site init': { needs: [], run: (host, args) => siteInit(host, args[0]) },
  'site apply': {
    needs: ['FILE'],
    run: (host, args, values) => siteApply(host, at(args, 0), values['dry-run'] === true),
  },
  'site export': { needs: ['SITE'], run: (host, args) => siteExport(host, at(args, 0)) },
  'site snippet': { needs: ['SITE'], run: (host, args) => siteSnippet(host, at(args, 0)) },
  'site key': { needs: ['SITE'], run: (host, args) => siteKey(host, at(args, 0)) },
  'site list': { needs: [], run: (host) => siteList(host) },
  'rep create': { needs: [], run: (host, _args, values) => repCreate(host, values) },
  'rep reset': { needs: ['EMAIL'], run: (host, args, values) => repReset(host, at(args, 0), values.password) },
  'rep disable': { needs: ['EMAIL'], run: (host, args) => repDisable(host, at(args, 0)) },
  'rep picture': { needs: ['EMAIL', 'FILE'], run: (host, args) => repPicture(host, at(args, 0), at(args, 1)) },
  'rep list': { needs: [], run: (host) => repList(host) },
  'playbook publish': { needs: ['SITE', 'FILE'], run: (host, args) => playbookPublish(host, at(args, 0), at(args, 1)) },
  'ledger show': { needs: ['SITE'], run: (host, args, values) => ledgerShow(host, at(args, 0), values.json === true) },
  backup: { needs: ['FILE'], run: (host, args) => backup(host, at(args, 0)) },
};

function find(
  positionals: readonly string[],
): { readonly name: string; readonly command: Command; readonly args: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = positionals.slice(0, length).join(' ');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) return { name, command, args: positionals.slice(length) };
  }
  return undefined;
}

/**
 * Runs one command.
 *
 * @returns the exit code; `serve` goes on until it is told to stop.
 */
export async function run(argv: readonly string[], host: CliHost): Promise<number> {
  try {
    const { positionals, values } = parseArgs({ args: [...argv], options, allowPositionals: true });
    // `--demo` alone is what npm start says.
    const found = find(positionals.length === 0 && values.demo === true ? ['serve'] : positionals);
    if (values.help === true || found === undefined) {
      host.print(help);
      return values.help === true || positionals.length === 0 ? 0 : 2;
    }
    const missing = found.command.needs[found.args.length];
    if (missing !== undefined) throw new UsageError(`tillside ${found.name} needs ${found.command.needs.join(' ')}.`);
    await found.command.run(host, found.args, values);
    return 0;
  } catch (error) {
    const isMistake =
      error instanceof UsageError ||
      (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    if (isMistake) {
      host.printError(error.message);
      return 2;
    }
    if (error instanceof ConfigError) {
      host.printError(error.message);
      return 1;
    }
    throw error;
  }
}
