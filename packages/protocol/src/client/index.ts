export { createClientCore } from './core.ts';
export type { ClientCore, CoreOptions } from './core.ts';
export { createClient } from './client.ts';
export { createHost } from './host.ts';
export type {
  Client,
  ClientOptions,
  CredentialSource,
  Host,
  OutboxStorage,
  SocketEvent,
  SocketLike,
} from './host-types.ts';
export { createMemoryOutbox } from './memory-outbox.ts';
export type { MemoryOutbox } from './memory-outbox.ts';
export { createRepClient } from './rep.ts';
export type { CommandAnswer, RepClient } from './rep.ts';
export type * from './types.ts';
export { toJson } from './to-json.ts';
export { createVisitorClient } from './visitor.ts';
export type { VisitorClient } from './visitor.ts';
