import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach } from 'vitest';
import { run } from '../../src/cli/tillside.ts';
import { parseConfig } from '../../src/config.ts';
import { openStore } from '../../src/open-store.ts';
import type { DirectorySnapshot, KeptStore } from '../../src/ports/index.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Cli {
  /** Runs one command in this process, on a store of this test alone. */
  run(...argv: readonly string[]): Promise<Said>;
  /** As `run`; throws what the command said when it did not end with 0, and gives its output. */
  ok(...argv: readonly string[]): Promise<string>;
  /** What the next command reads, as from a pipe; a generator may do something between two lines. */
  type(text: string | AsyncIterable<string>): void;
  /** Resolves once the running command prints a line that holds this. */
  prints(text: string): Promise<void>;
  /** Changes the environment of the commands that follow. */
  set(env: Readonly<Record<string, string>>): void;
  /** A path in the test's own folder. */
  path(name: string): string;
  /** Writes a file into it; anything but a text as JSON. */
  write(name: string, content: unknown): string;
  withStore<T>(use: (store: KeptStore) => Promise<T>): Promise<T>;
  directory(): Promise<DirectorySnapshot>;
}

/** A command line for each test of the surrounding `describe`, with an empty folder. */
export function useCli(): Cli {
  let folder = '';
  let input: string | AsyncIterable<string> = '';
  let env: Record<string, string> = {};
  const listeners = new Set<(line: string) => void>();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillside-cli-'));
    input = '';
    env = { DATA_DIR: join(folder, 'data') };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const cli: Cli = {
    async run(...argv) {
      const out: string[] = [];
      const err: string[] = [];
      const typed = Readable.from(typeof input === 'string' ? [input] : input);
      input = '';
      const code = await run(argv, {
        config: () => parseConfig(env),
        print(line) {
          out.push(line);
          for (const listen of listeners) listen(line);
        },
        printError: (line) => void err.push(line),
        input: typed,
        onStop: () => {},
      });
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    async ok(...argv) {
      const said = await cli.run(...argv);
      if (said.code !== 0) throw new Error(`tillside ${argv.join(' ')} ended with ${said.code}: ${said.err}`);
      return said.out;
    },
    type: (text) => void (input = text),
    prints: (text) =>
      new Promise((resolve) => {
        const listen = (line: string) => {
          if (!line.includes(text)) return;
          listeners.delete(listen);
          resolve();
        };
        listeners.add(listen);
      }),
    set: (more) => void (env = { ...env, ...more }),
    path: (name) => join(folder, name),
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    async withStore(use) {
      const store = await openStore(parseConfig(env));
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
    directory: () => cli.withStore((store) => store.directory.load()),
  };
  return cli;
}
