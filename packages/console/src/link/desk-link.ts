import type { RepFrame, RepTold } from '@tillside/protocol';
import { createRepClient } from '@tillside/protocol/client';
import type { ClientEvent, Command, OutboxItem, RepClient, SocketLike } from '@tillside/protocol/client';
import type { Answer } from '../http/answer.ts';
import { createCommands } from './commands.ts';
import type { CommandAnswer } from './commands.ts';
import type { OutboxStore } from './outbox-store.ts';

export type DeskEvent =
  | ClientEvent<RepTold, RepFrame>
  /** The relay gives no ticket any more: the sign-in is over. */
  | { readonly type: 'signed_out' }
  /** What an earlier window of this rep had not sent is sent now. */
  | { readonly type: 'adopted'; readonly items: readonly OutboxItem[] };

/** The desk's side of the wire. */
export interface DeskLink extends Pick<
  RepClient,
  'attach' | 'detach' | 'send' | 'typing' | 'read' | 'setOnline' | 'setShown'
> {
  connect(): void;
  close(): void;
  /** Repeated over a lost connection until there is an answer, or patience ends. */
  command(command: Command): Promise<CommandAnswer>;
}

export interface LinkPorts {
  /** A single-use credential, drawn anew for every socket. */
  readonly ticket: () => Promise<Answer<{ readonly ticket: string }>>;
  readonly url: string;
  readonly openSocket: (url: string) => SocketLike;
  readonly outbox: OutboxStore;
  readonly newSession: () => string;
  readonly onEvent: (event: DeskEvent) => void;
}

/** Runs the protocol's client in a browser, with the rep's tickets and outbox. */
export function createDeskLink(ports: LinkPorts): DeskLink {
  const { outbox, onEvent } = ports;
  const client = createRepClient({
    url: ports.url,
    openSocket: ports.openSocket,
    newSession: ports.newSession,
    outbox,
    now: Date.now,
    random: Math.random,
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    credential: {
      async get() {
        const answer = await ports.ticket();
        if (answer.kind === 'ok') return answer.value.ticket;
        if (answer.kind !== 'unauthorised') throw new Error(`no ticket: ${answer.kind}`);
        onEvent({ type: 'signed_out' });
        return false;
      },
      set: () => undefined,
    },
    onEvent(event) {
      if (event.type === 'link' && event.state === 'stopped') commands.stop();
      onEvent(event);
      if (event.type === 'link' && event.state === 'up') commands.onUp();
    },
  });
  const commands = createCommands((command) => client.command(command));

  function adopt(items: readonly OutboxItem[]): void {
    onEvent({ type: 'adopted', items });
    client.adopt(items);
  }

  return {
    ...client,
    command: (command) => commands.ask(command),
    connect() {
      client.connect();
      void outbox.adopt(adopt);
    },
    close() {
      client.close();
      commands.stop();
      outbox.release();
    },
  };
}
