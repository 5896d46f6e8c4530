import { parseArgs } from 'node:util';
import { settingNames } from '../config.ts';
import { UsageError } from './host.ts';

/** What stands behind a command's words, checked against its usage. */
export interface Given {
  /** The argument of this name, e.g. `FILE`; `undefined` where an optional one was left out. */
  readonly arg: (name: string) => string | undefined;
  readonly option: (name: string) => string | undefined;
  readonly has: (flag: string) => boolean;
}

/** A usage line taken apart. */
export interface Syntax {
  /** What the command is called: `site apply`. */
  readonly words: string;
  readonly args: readonly { readonly name: string; readonly isNeeded: boolean }[];
  readonly options: readonly { readonly name: string; readonly takesValue: boolean; readonly isNeeded: boolean }[];
}

/** Reads a usage line such as `site apply FILE [--dry-run]`: brackets mean "may be left out", capitals stand for a value. */
export function readUsage(usage: string): Syntax {
  const words: string[] = [];
  const args: Syntax['args'][number][] = [];
  const options: Syntax['options'][number][] = [];
  for (const [, bracket, option, value, arg, word] of usage.matchAll(
    /(\[)?(?:--([a-z-]+)(?: ([A-Z]+))?|([A-Z]+)|([a-z]+(?:-[a-z]+)*))\]?/g,
  )) {
    const isNeeded = bracket === undefined;
    if (option !== undefined) options.push({ name: option, takesValue: value !== undefined, isNeeded });
    else if (arg !== undefined) args.push({ name: arg, isNeeded });
    else if (word !== undefined) words.push(word);
  }
  return { words: words.join(' '), args, options };
}

/** Gives needed arguments their values first, so that `[SITE] FILE` takes one value as FILE. */
function placeArgs({ args }: Syntax, values: readonly string[], usage: string): ReadonlyMap<string, string> {
  const needed = args.filter((arg) => arg.isNeeded).length;
  if (values.length < needed) {
    const missing = args.filter((arg) => arg.isNeeded)[values.length]?.name;
    throw new UsageError(`${missing} is missing. Usage: tillside ${usage}`);
  }
  if (values.length > args.length)
    throw new UsageError(`"${values[args.length]}" is one too many. Usage: tillside ${usage}`);
  let spare = values.length - needed;
  const present = args.filter((arg) => arg.isNeeded || spare-- > 0);
  return new Map(present.map((arg, index) => [arg.name, values[index] ?? '']));
}

/** `--port 8080`: many programs have it so, and here it is the environment's. */
function settingTyped(error: unknown, rest: readonly string[]): string | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')) return undefined;
  const typed = rest.flatMap((word) => /^--([a-z-]+)/.exec(word)?.[1]?.toUpperCase().replaceAll('-', '_') ?? []);
  return settingNames.find((name) => typed.includes(name));
}

function parseOptions({ options }: Syntax, rest: readonly string[], usage: string) {
  try {
    return parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(({ name, takesValue }) => [
          name,
          { type: takesValue ? ('string' as const) : ('boolean' as const) },
        ]),
      ),
    });
  } catch (error) {
    const setting = settingTyped(error, rest);
    if (setting !== undefined)
      throw new UsageError(`${setting} is a setting, not an option: it goes before the command, as ${setting}=…`, {
        cause: error,
      });
    // Node's own words go on to explain its rules for arguments; the first sentence says what is wrong.
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new UsageError(`${first.replace(/\.$/, '')}. Usage: tillside ${usage}`, { cause: error });
  }
}

/** Checks what was typed behind the command's words against its usage. @throws UsageError */
export function readGiven(usage: string, rest: readonly string[]): Given {
  const syntax = readUsage(usage);
  const { values, positionals } = parseOptions(syntax, rest, usage);
  const missing = syntax.options.find(({ name, isNeeded }) => isNeeded && values[name] === undefined);
  if (missing !== undefined) throw new UsageError(`--${missing.name} is missing. Usage: tillside ${usage}`);
  const args = placeArgs(syntax, positionals, usage);
  return {
    arg: (name) => args.get(name),
    option: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    has: (flag) => values[flag] === true,
  };
}
