import type { Readable } from 'node:stream';
import type { Config } from '../config.ts';
import type { Store } from '../ports/index.ts';
import { openStore } from '../open-store.ts';

/** The process around a command. Commands read no environment and end no process. */
export interface CliHost {
  /** @throws ConfigError */
  readonly config: () => Config;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** What a person types, or a pipe. */
  readonly input: Readable;
  readonly onStop: (stop: () => Promise<void>) => void;
}

/** A mistake of whoever typed the command: one line or several, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Opens the store itself, so that no relay needs to run; one that does run sees the change within two seconds. */
export async function withStore<T>(host: CliHost, run: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(host.config());
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** Where browsers reach the relay, as far as the configuration tells. */
export function relayUrl(config: Config): string {
  return config.publicUrl ?? `http://${config.host}:${config.port}`;
}

export function snippet(config: Config, site: string): string {
  return `<script async src="${relayUrl(config)}/v1/loader.js" data-site="${site}"></script>`;
}
