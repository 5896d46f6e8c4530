import { ConfigError, settingNames } from '../config.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import { commandGroups } from './commands.ts';
import type { Command } from './commands.ts';
import { UsageError } from './host.ts';
import type { CliHost } from './host.ts';
import { readGiven, readUsage } from './syntax.ts';
import type { Given } from './syntax.ts';

const summaryColumn = 40;

function helpLine({ usage, summary }: Command): string {
  const line = `tillside ${usage}`;
  const gap = line.length < summaryColumn ? ' '.repeat(summaryColumn - line.length) : `\n${' '.repeat(summaryColumn)}`;
  return line + gap + summary;
}

export const help = [
  ...commandGroups.map((group) => group.map(helpLine).join('\n')),
  'SITE may be left out while there is only one. Settings are environment variables (docs/operations.md):\n' +
    settingNames.join(', '),
].join('\n\n');

const commands: ReadonlyMap<string, Command> = new Map(
  commandGroups.flat().map((command) => [readUsage(command.usage).words, command]),
);

/** The command that was typed, with what it was given. @throws UsageError */
export function readCommand(argv: readonly string[]): { readonly command: Command; readonly given: Given } {
  // `--demo` alone is what npm start says.
  const typed = argv[0] === '--demo' ? ['serve', ...argv] : argv;
  for (const length of [2, 1]) {
    const command = commands.get(typed.slice(0, length).join(' '));
    if (command !== undefined) return { command, given: readGiven(command.usage, typed.slice(length)) };
  }
  const group = [...commands.keys()].filter((words) => words.startsWith(`${typed[0]} `));
  const known = (group.length > 0 ? group : [...commands.keys()]).join(', ');
  throw new UsageError(`There is no command "tillside ${typed.slice(0, 2).join(' ')}". Known: ${known}.`);
}

/** 2: whoever typed it can mend it; 1: the machine around it must be mended; anything else is a fault of ours. */
function exitCodeOf(error: unknown): 1 | 2 | undefined {
  if (error instanceof UsageError) return 2;
  return error instanceof ConfigError || error instanceof StoreUnavailableError ? 1 : undefined;
}

/**
 * Runs one command.
 *
 * @returns the exit code; `serve` goes on until it is told to stop. Rejects only for a fault of ours.
 */
export async function run(argv: readonly string[], host: CliHost): Promise<number> {
  if (argv.length === 0 || argv.some((word) => word === '--help' || word === '-h')) {
    host.print(help);
    return 0;
  }
  try {
    const { command, given } = readCommand(argv);
    return (await command.run(host, given)) ?? 0;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    host.printError(error.message);
    return code;
  }
}
