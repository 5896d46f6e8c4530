import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Config } from '../config.ts';
import { openStore } from '../open-store.ts';
import type { KeptStore } from '../ports/index.ts';

/** The process around a command. Commands read no environment and end no process. */
export interface CliHost {
  /** @throws ConfigError */
  readonly config: () => Config;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** What a person types, or a pipe. */
  readonly input: Readable;
  /** `stop` runs once, when the process is asked to end. */
  readonly onStop: (stop: () => Promise<void>) => void;
}

/** A mistake of whoever typed the command, or in the file it names: exit code 2, and nothing was changed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Opens the store itself, so that no relay needs to run; one that does run sees the change within two seconds. */
export async function withStore<T>(host: CliHost, run: (store: KeptStore) => Promise<T>): Promise<T> {
  const store = await openStore(host.config());
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'its disk is read-only',
  EEXIST: 'it is there already',
};

/** Why a file could not be read or written, in words. */
export function fileReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ('code' in error && reasons[String(error.code)]) || error.message;
}

/** The file that a command names. @throws UsageError */
export async function readArgument(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${fileReason(error)}.`, { cause: error });
  }
}

/** Why a file was refused: every mistake on a line of its own, with its path into the file. */
export function refusal(
  what: string,
  mistakes: readonly { readonly path: string; readonly message: string }[],
): UsageError {
  return new UsageError(
    [`${what}:`, ...mistakes.map(({ path, message }) => `  ${path || '(file)'}: ${message}`)].join('\n'),
  );
}
