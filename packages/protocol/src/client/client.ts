import { createHost } from './host.ts';
import type { Client, ClientOptions } from './host-types.ts';
import type { PartyKind } from './types.ts';
import { detach } from './view.ts';

/** A client with a call for everything that it can be told. A browser that counts its bytes tells a host as much by `step`. */
export function createClient<Party extends PartyKind>(options: ClientOptions<Party>): Client<Party> {
  const { step, ...host } = createHost<Party>(options, { detach });
  return {
    ...host,
    connect: () => step({ type: 'connect' }),
    close: () => step({ type: 'disconnect' }),
    attach: (conversation, cursor) => step({ type: 'attach', conversation, cursor }),
    detach: (conversation) => step({ type: 'detach', conversation }),
    setContext: (context) => step({ type: 'context', context }),
    typing: (conversation, text) => step({ type: 'typing', conversation, text }),
    read: (conversation, offset) => step({ type: 'read', conversation, offset }),
    setOnline: (isOnline) => step({ type: 'network', isOnline }),
    setShown: (isShown) => step({ type: 'page', isShown }),
    adopt: (items) => step({ type: 'adopt', items }),
  };
}
