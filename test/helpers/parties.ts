import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { EntryAdded, RepTold, VisitorTold } from '@tillside/protocol';
import { createRepClient, createVisitorClient } from '@tillside/protocol/client';
import type { ClientEvent, ClientOptions, RepClient, SocketLike, VisitorClient } from '@tillside/protocol/client';

type Told = VisitorTold | RepTold;

/** What a party has heard, and a way to wait for more of it. */
export interface Heard {
  readonly frames: readonly Told[];
  /** The view of a conversation, as `attached` and entries made it. */
  view(conversation: string): readonly EntryAdded[];
  /** Resolves with the first frame, old or new, that fits; fails with what was heard instead. */
  until<Frame extends Told>(what: string, fits: (frame: Told) => frame is Frame, withinMs?: number): Promise<Frame>;
  /** Resolves once `holds` holds, looked at after each event. */
  when(what: string, holds: () => boolean, withinMs?: number): Promise<void>;
  /** Not sent and never will be, or perhaps missing. */
  readonly troubles: readonly string[];
}

function createHeard(): Heard & { hear(event: ClientEvent): void } {
  const frames: Told[] = [];
  const troubles: string[] = [];
  const views = new Map<string, EntryAdded[]>();
  const watchers = new Set<() => void>();
  const when: Heard['when'] = (what, holds, withinMs = 30_000) =>
    new Promise((resolve, reject) => {
      if (holds()) return resolve();
      const tooLate = setTimeout(() => {
        watchers.delete(look);
        const last = frames.slice(-12).map((frame) => JSON.stringify(frame).slice(0, 160));
        reject(
          new Error(
            `waited ${withinMs} ms for ${what}; heard last:\n${last.join('\n')}\ntroubles: ${troubles.join(', ')}`,
          ),
        );
      }, withinMs);
      const look = () => {
        if (!holds()) return;
        clearTimeout(tooLate);
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
    });
  return {
    frames,
    troubles,
    when,
    view: (conversation) => views.get(conversation) ?? [],
    async until(what, fits, withinMs) {
      await when(what, () => frames.some(fits), withinMs);
      return frames.find(fits) as never;
    },
    hear(event) {
      if (event.type === 'told') {
        const { frame } = event;
        frames.push(frame);
        if (frame.type === 'attached' && frame.state !== 'ok') views.set(frame.conversation, []);
        if (frame.type === 'entry.added')
          views.set(frame.conversation, [...(views.get(frame.conversation) ?? []), frame]);
      }
      if (event.type === 'refused') troubles.push(`refused ${event.code}`);
      if (event.type === 'missing') troubles.push('missing');
      for (const look of watchers) look();
    },
  };
}

function hostOf(openSocket: () => WebSocket): Omit<ClientOptions<'visitor'>, 'credential' | 'onEvent' | 'url'> {
  return {
    openSocket: () => openSocket() as unknown as SocketLike,
    now: Date.now,
    random: Math.random,
    newSession: () => randomBytes(16).toString('hex'),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

export interface TestVisitor extends Heard {
  readonly client: VisitorClient;
  say(text: string): void;
  /** From here on the client connects to another node. */
  moveTo(url: string): void;
  /** Another page of the same visitor. */
  credential(): string | undefined;
}

export interface VisitorOptions {
  /** http://127.0.0.1:PORT of the relay. */
  readonly url: string;
  readonly site: string;
  readonly origin: string;
  readonly credential?: string | undefined;
}

/** A visitor's client as the widget binds it, over `ws`. */
export async function connectVisitor(options: VisitorOptions): Promise<TestVisitor> {
  const heard = createHeard();
  let { url, credential } = options;
  const client = createVisitorClient({
    ...hostOf(
      () => new WebSocket(`${url.replace('http', 'ws')}/v1/socket?site=${options.site}`, { origin: options.origin }),
    ),
    url,
    credential: {
      get: () => credential,
      set: (value) => {
        credential = value;
      },
    },
    onEvent: heard.hear,
  });
  client.connect();
  await heard.until('live', (frame): frame is Extract<Told, { type: 'live' }> => frame.type === 'live');
  return {
    ...heard,
    client,
    say: (text) => void client.send({ type: 'message.send', conversation: 'mine', body: { text } }),
    moveTo(other) {
      url = other;
    },
    credential: () => credential,
  };
}

export interface TestRep extends Heard {
  readonly client: RepClient;
  readonly cookie: string;
  /** Says something in a conversation the rep owns. */
  say(conversation: string, text: string): void;
  /** The rep's own conversations, as the floor last said. */
  mine(): FloorItems;
  moveTo(url: string): void;
}

type FloorItems = Extract<RepTold, { type: 'floor.changed' }>['mine'];

/** Signs in and resolves to the cookie. */
export async function signIn(
  url: string,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<string> {
  const answer = await fetch(`${url}/v1/console/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tillside': '1' },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function ticketOf(url: string, cookie: string): Promise<string | false> {
  const answer = await fetch(`${url}/v1/console/ticket`, { method: 'POST', headers: { cookie, 'x-tillside': '1' } });
  if (answer.status === 401) return false;
  if (!answer.ok) throw new Error(`ticket answered ${answer.status}`);
  return ((await answer.json()) as { ticket: string }).ticket;
}

/** A rep's client as the console binds it, over `ws`. */
export async function connectRep(options: {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}): Promise<TestRep> {
  const heard = createHeard();
  let { url } = options;
  const cookie = await signIn(url, options);
  const client = createRepClient({
    ...hostOf(() => new WebSocket(`${url.replace('http', 'ws')}/v1/console/socket`)),
    url,
    credential: { get: () => ticketOf(url, cookie), set: () => {} },
    onEvent: heard.hear,
  });
  client.connect();
  const isFloor = (frame: Told): frame is Extract<RepTold, { type: 'floor.changed' }> => frame.type === 'floor.changed';
  await heard.until('the floor', isFloor);
  const mine = () => heard.frames.findLast(isFloor)?.mine ?? [];
  return {
    ...heard,
    client,
    cookie,
    mine,
    say(conversation, text) {
      const item = mine().find((one) => one.conversation === conversation);
      if (item?.claim === undefined) throw new Error(`${conversation} is not this rep's`);
      client.send({ type: 'message.send', conversation, epoch: item.epoch, claim: item.claim, body: { text } });
    },
    moveTo(other) {
      url = other;
    },
  };
}

/** The texts of a view's messages, in order. */
export function texts(entries: readonly EntryAdded[]): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body.text] : []));
}
