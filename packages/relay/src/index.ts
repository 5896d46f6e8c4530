export { ConfigError, parseConfig } from './config.ts';
export type { Config } from './config.ts';
export { createRelay } from './create-relay.ts';
export type { Relay, RelayOptions } from './create-relay.ts';
export { siteFileJsonSchema } from './site-file/index.ts';
export { openStore } from './open-store.ts';
