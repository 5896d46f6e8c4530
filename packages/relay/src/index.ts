export { ConfigError, parseConfig } from './config.ts';
export type { Config } from './config.ts';
export type { ChooseRep, RepChoice, VisitChoice } from './core/choose-rep.ts';
export { createRelay } from './create-relay.ts';
export type { Relay, RelayOptions } from './create-relay.ts';
export { siteFileJsonSchema } from './site-file/index.ts';
export { openStore } from './open-store.ts';
