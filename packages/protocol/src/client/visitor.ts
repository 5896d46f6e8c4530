import { createClient } from './client.ts';
import type { Client, ClientOptions } from './host-types.ts';

export type VisitorClient = Client<'visitor'>;

/** A visitor's client: attached to its one conversation, `mine`, from the start. */
export function createVisitorClient(options: ClientOptions<'visitor'>): VisitorClient {
  const client = createClient<'visitor'>(options);
  client.attach('mine');
  return client;
}
