import { isLoopback, localUrl } from '../config.ts';
import type { Config } from '../config.ts';
import type { CliHost } from './host.ts';

/** Where shops' pages reach the relay. */
export const relayUrl = (config: Config): string => config.publicUrl ?? localUrl(config.host, config.port);

/** What a shop pastes into its pages. */
export function scriptTag(config: Config, site: string): string {
  return `<script async src="${relayUrl(config)}/v1/loader.js" data-site="${site}"></script>`;
}

/** Says so where the tag names an address that only this machine can reach. */
export function warnIfLocal(host: CliHost): void {
  if (isLoopback(new URL(relayUrl(host.config())).hostname)) {
    host.printError(
      'warning: PUBLIC_URL is not set to an address that others reach, so the tag works on this machine only.',
    );
  }
}
