import { WebSocket } from 'ws';
import type { RepTold } from '@tillside/protocol';
import { createRepClient, createVisitorClient } from '@tillside/protocol/client';
import type {
  ClientEvent,
  ClientOptions,
  OutboxItem,
  RepClient,
  SocketLike,
  VisitorClient,
} from '@tillside/protocol/client';
import type { Random } from '../simulation/random.ts';
import { post } from './post.ts';
import { createRecord, seenOf } from './record.ts';
import type { PartyRecord } from './record.ts';

/** Where a party's next connection leads: a balancer, which leaves out who does not answer. */
export type Balancer = (party: string) => { readonly url: string; readonly node: number };

export interface PartyOptions {
  readonly name: string;
  readonly random: Random;
  readonly balance: Balancer;
  /** An origin that the sites take. */
  readonly origin: string;
}

interface Common {
  readonly name: string;
  readonly record: PartyRecord;
  /** The node it is, or was last, connected to. */
  readonly node: () => number;
  readonly isUp: () => boolean;
  /** Texts that are neither acknowledged nor refused. */
  readonly open: () => number;
  /** The socket goes away without a word, and no other follows until `connect`. */
  vanish(): void;
  /** Takes nothing in any more from the socket, as a page that hangs. */
  stall(): void;
}

export interface VisitorParty extends Common {
  readonly client: VisitorClient;
  readonly site: string;
  /** @param more makes it longer */
  say(more?: string): string;
  /** What is in its outbox now. */
  readonly outbox: () => readonly OutboxItem[];
  readonly credential: () => string | undefined;
  /** Empty before its first `welcomed`. */
  readonly conversation: () => string;
}

type FloorItems = Extract<RepTold, { type: 'floor.changed' }>['mine'];

export interface RepParty extends Common {
  readonly client: RepClient;
  /** The own conversations, as the floor last said. */
  readonly mine: () => FloorItems;
  say(item: FloorItems[number]): string;
}

function createParty(options: PartyOptions, party: 'visitor' | 'rep', path: string) {
  const { name, random, balance, origin } = options;
  const record = createRecord(name, party);
  const address = `10.${random.below(250)}.${random.below(250)}.${1 + random.below(250)}`;
  let place = { url: '', node: -1 };
  let socket: WebSocket | undefined;
  let typed = 0;
  let ended = 0;
  let conversation = '';

  /** What was typed is durable, or was refused for good. What was inherited is somebody else's and is noted only. */
  function end(text: string, refusal?: string): void {
    if (record.acked.has(text) || record.refused.has(text)) return;
    if (refusal === undefined) record.acked.set(text, Date.now());
    else record.refused.set(text, refusal);
    if (record.typed.has(text)) ended += 1;
  }

  function hear(event: ClientEvent): void {
    if (event.type === 'acked' || event.type === 'refused') {
      const { body } = event.frame as { readonly body?: { readonly text?: string } };
      if (body?.text !== undefined) end(body.text, event.type === 'refused' ? event.code : undefined);
    }
    if (event.type === 'link') record.link = `${event.state} ${event.code ?? ''}`.trim();
    if (event.type === 'missing') record.missing += 1;
    if (event.type !== 'told') return;
    const { frame } = event;
    // A visitor has one conversation with a site, whose id is the visitor's own.
    if (frame.type === 'welcomed' && frame.visitor !== undefined) conversation = `cnv_${frame.visitor.id.slice(4)}`;
    if (frame.type === 'attached' && (frame.state !== 'ok' || !record.views.has(frame.conversation)))
      record.views.set(frame.conversation, []);
    if (frame.type !== 'entry.added') return;
    const seen = seenOf(frame);
    record.views.get(frame.conversation)?.push(seen);
    // Another tab may have sent it: then the page shows the entry, and nobody tells it that it was acknowledged.
    if (record.typed.has(seen.text)) end(seen.text);
  }

  const host: Omit<ClientOptions<'visitor'>, 'credential' | 'onEvent' | 'url'> = {
    openSocket() {
      const url = `${place.url.replace('http', 'ws')}${path}`;
      socket = new WebSocket(url, {
        perMessageDeflate: false,
        handshakeTimeout: 5_000,
        headers: { 'x-forwarded-for': address, host: new URL(origin).host },
        ...(party === 'visitor' ? { origin } : {}),
      });
      return socket as unknown as SocketLike;
    },
    now: Date.now,
    random: random.next,
    newSession: () =>
      Array.from({ length: 4 }, () =>
        random
          .below(2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };

  return {
    record,
    host,
    hear,
    address,
    place: () => place,
    conversation: () => conversation,
    move: () => (place = balance(name)),
    /** The next text of this party. */
    type(more = ''): string {
      typed += 1;
      const text = `${name} ${typed} ${more}`.trim();
      record.typed.set(text, { number: typed, at: Date.now() });
      return text;
    },
    open: () => typed - ended,
    cut: () => socket?.terminate(),
    stall: () => socket?.pause(),
  };
}

export function openVisitor(
  options: PartyOptions & {
    readonly site: string;
    readonly credential?: string | undefined;
    readonly inherits?: readonly OutboxItem[];
  },
): VisitorParty {
  const { name, site } = options;
  const party = createParty(options, 'visitor', `/v1/socket?site=${site}`);
  let { credential } = options;
  let outbox: readonly OutboxItem[] = [];
  const client = createVisitorClient({
    ...party.host,
    url: '',
    credential: {
      get() {
        party.move();
        return credential;
      },
      set: (value) => void (credential = value),
    },
    outbox: { save: (items) => void (outbox = items) },
    onEvent: party.hear,
  });
  if (options.inherits !== undefined) client.adopt(options.inherits);
  client.connect();
  return {
    name,
    site,
    client,
    record: party.record,
    node: () => party.place().node,
    isUp: () => client.state() === 'up',
    open: party.open,
    conversation: party.conversation,
    outbox: () => outbox,
    credential: () => credential,
    stall: party.stall,
    vanish() {
      party.cut();
      client.close();
    },
    say(more) {
      const text = party.type(more);
      client.send({ type: 'message.send', conversation: 'mine', body: { text } });
      return text;
    },
  };
}

export async function openRep(options: PartyOptions & { readonly email: string }): Promise<RepParty> {
  const { name, email } = options;
  const party = createParty(options, 'rep', '/v1/console/socket');
  // As behind a balancer: every node is asked by the name they share.
  const { host } = new URL(options.origin);
  const headers = { host, 'x-tillside': '1', 'x-forwarded-for': party.address };
  const body = JSON.stringify({ email, password: 'tillside-demo' });
  const asJson = { ...headers, 'content-type': 'application/json' };
  const signedIn = await post(`${party.move().url}/v1/console/sign-in`, asJson, body, 20_000);
  if (signedIn.status !== 204) throw new Error(`sign-in answered ${signedIn.status}: ${signedIn.text}`);
  const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  let mine: FloorItems = [];

  async function ticket(): Promise<string | false> {
    const answer = await post(`${party.move().url}/v1/console/ticket`, { ...headers, cookie });
    if (answer.status === 401) return false;
    if (answer.status !== 200) throw new Error(`ticket answered ${answer.status}`);
    return (JSON.parse(answer.text) as { ticket: string }).ticket;
  }

  const client = createRepClient({
    ...party.host,
    url: '',
    credential: { get: ticket, set: () => {} },
    onEvent(event) {
      party.hear(event);
      if (event.type !== 'told' || event.frame.type !== 'floor.changed') return;
      ({ mine } = event.frame);
      for (const { conversation } of mine) client.attach(conversation);
    },
  });
  client.connect();
  return {
    name,
    client,
    record: party.record,
    mine: () => mine,
    node: () => party.place().node,
    isUp: () => client.state() === 'up',
    open: party.open,
    stall: party.stall,
    vanish() {
      party.cut();
      client.close();
    },
    say({ conversation, epoch, claim = '' }) {
      const text = party.type();
      client.send({ type: 'message.send', conversation, epoch, claim, body: { text } });
      return text;
    },
  };
}
