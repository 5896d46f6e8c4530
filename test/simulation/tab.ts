import { createRepClient, createVisitorClient } from '@tillside/protocol/client';
import type { Client, ClientEvent, ClientOptions, OutboxItem, PartyKind, SocketLike } from '@tillside/protocol/client';
import { createOutbox } from './browser.ts';
import type { Browser } from './browser.ts';
import { createTabs } from './leader.ts';
import type { Channel } from './leader.ts';
import { textOf } from './ledger.ts';
import type { Ledger, Shown, Typed } from './ledger.ts';
import type { Random } from './random.ts';
import { createOwner } from './scheduler.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export interface TabOptions {
  readonly name: string;
  readonly browser: Browser;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly openSocket: (owner: Owner) => SocketLike;
  readonly newSession: () => string;
  /** The id of what this party calls `mine`, or of what it names itself. */
  readonly conversationOf: (address: string) => string;
  readonly credential: () => string;
  /** The last offset that this party could see at this moment. */
  readonly topNow: (conversation: string) => number;
  /** When the store last went back. Milliseconds; `-Infinity`: never. */
  readonly lostAt: () => number;
  /** All tabs of the visitor share one socket through it. */
  readonly channel?: Channel;
  readonly onAdopted: () => void;
  readonly trace: ((line: string) => void) | undefined;
}

/** What a node read before a loss may reach a page so much later. */
const lossSeenWithinMs = 10_000;

/** A page with a client in it, and what its person saw. */
export interface Tab {
  readonly name: string;
  readonly owner: Owner;
  readonly views: ReadonlyMap<string, Shown>;
  type(address: string, isBad: boolean, send: (text: string) => void): void;
  isUp(): boolean;
  unacknowledged(): number;
  isHidden(): boolean;
  hide(): void;
  show(): void;
  setOnline(isOnline: boolean): void;
  /** The page is gone with all it had in memory. */
  die(): void;
}

function createTab<Party extends PartyKind>(
  party: Party,
  options: TabOptions,
  create: (options: ClientOptions<Party>) => Client<Party>,
): { readonly tab: Tab; readonly client: Client<Party> } {
  const { name, browser, scheduler, random, ledger, newSession, conversationOf } = options;
  const owner = createOwner(name);
  const views = new Map<string, Shown>();
  const outbox = createOutbox(browser, `outbox:${name}`, owner, scheduler, random, options.onAdopted);
  let items: readonly OutboxItem[] = [];
  let count = 0;
  let isHidden = false;
  /** Counts how often somebody else took over what this page had to send: their order and ours are two. */
  let era = 0;
  const tabs =
    options.channel === undefined
      ? undefined
      : createTabs({
          owner,
          channel: options.channel,
          scheduler,
          random,
          openSocket: () => options.openSocket(owner),
          outbox: () => items,
          newSession,
        });

  const fault = (text: string): void => void ledger.faults.push(`${name}: ${text}`);

  function onEvent(event: ClientEvent): void {
    options.trace?.(`${name} hears ${JSON.stringify(event)}`);
    if (event.type === 'missing') ledger.missing += 1;
    else if (event.type === 'acked') ledger.acked.add(said(event.frame));
    else if (event.type === 'refused') {
      ledger.refused.set(said(event.frame), event.code);
    } else if (event.type === 'told') show(event.frame);
  }

  function show(frame: Extract<ClientEvent, { type: 'told' }>['frame']): void {
    if (frame.type === 'superseded') era += 1;
    // The store forgot it: there is nothing to look at.
    if (frame.type === 'refused' && !frame.retry && frame.session === undefined) views.delete(frame.conversation ?? '');
    if (frame.type === 'attached') {
      const { top } = frame;
      const before = frame.state === 'ok' ? views.get(frame.conversation) : undefined;
      views.set(frame.conversation, { entries: before?.entries ?? [], top, attachedAt: scheduler.now() });
    } else if (frame.type === 'live') {
      const view = views.get(frame.conversation);
      if (view === undefined) return fault('live before attached');
      const { entries, top, attachedAt } = view;
      // A log that went back has less to show, and no more of what was promised when another one grew in its place.
      const hasLost = options.lostAt() > attachedAt - lossSeenWithinMs;
      const due = hasLost ? 0 : Math.min(top, options.topNow(conversationOf(frame.conversation)));
      if ((entries.at(-1)?.offset ?? 0) < due) fault(`live before replay: ${entries.length} of ${top}`);
    } else if (frame.type === 'entry.added') {
      const view = views.get(frame.conversation);
      const { offset, chain, session } = frame;
      if (view === undefined) return fault('an entry before attached');
      if (offset <= (view.entries.at(-1)?.offset ?? 0)) fault(`shown twice or backwards: ${offset}`);
      view.entries.push({ offset, chain, session });
      const key = `${conversationOf(frame.conversation)} ${offset} ${chain}`;
      const words = `${frame.kind} ${textOf(frame.body)}`;
      const first = ledger.words.get(key);
      if (first === undefined) ledger.words.set(key, words);
      else if (first !== words) fault(`another text at ${key}: ${words}, not ${first}`);
    }
  }

  const client = create({
    url: 'wss://relay.example/v1/socket',
    openSocket: () => (tabs === undefined ? options.openSocket(owner) : tabs.open()),
    credential: { get: options.credential, set: () => {} },
    boot: async () => true,
    outbox: {
      save(next) {
        items = next;
        outbox.save(next);
      },
    },
    now: () => scheduler.now() + owner.skewMs,
    random: random.next,
    newSession,
    setTimer(run, ms) {
      const timer = scheduler.after(ms, owner, run);
      return () => scheduler.cancel(timer);
    },
    onEvent: onEvent as ClientOptions<Party>['onEvent'],
  });
  tabs?.enter();
  client.connect();
  outbox.adopt(client.adopt);

  const tab: Tab = {
    name,
    owner,
    views,
    type(address, isBad, send) {
      if (owner.isDead || owner.isFrozen) return;
      const number = (count += 1);
      // The relay takes no blank text; blanks of different lengths are told apart all the same.
      const text = isBad ? ' '.repeat(1 + ledger.typed.size) : `${name}/${number}`;
      const conversation = conversationOf(address);
      const typed: Typed = { text, page: `${name}/${era}`, party, conversation, number, isBad };
      ledger.typed.set(text, typed);
      send(text);
    },
    isUp: () => client.state() === 'up',
    unacknowledged: () => items.filter(({ ackedAt }) => ackedAt === 0).length,
    isHidden: () => isHidden,
    hide() {
      if (owner.isDead || isHidden) return;
      isHidden = true;
      client.setShown(false);
      tabs?.leave();
      outbox.release();
      scheduler.freeze(owner);
    },
    show() {
      if (owner.isDead || !isHidden) return;
      isHidden = false;
      scheduler.thaw(owner);
      tabs?.enter();
      if (!outbox.resume()) {
        era += 1;
        client.renew();
      }
      client.setShown(true);
    },
    setOnline: (isOnline) => owner.isFrozen || client.setOnline(isOnline),
    die() {
      owner.isDead = true;
      tabs?.leave();
    },
  };
  return { tab, client };
}

const said = (frame: object): string => ('body' in frame ? textOf(frame.body) : '');

export interface VisitorTab extends Tab {
  say(isBad: boolean): void;
  read(): void;
}

export function openVisitorTab(options: TabOptions): VisitorTab {
  const { tab, client } = createTab('visitor', options, createVisitorClient);
  return {
    ...tab,
    say: (isBad) =>
      tab.type('mine', isBad, (text) => client.send({ type: 'message.send', conversation: 'mine', body: { text } })),
    read: () => client.read('mine', tab.views.get('mine')?.entries.at(-1)?.offset ?? 0),
  };
}

export interface RepTab extends Tab {
  /** What the floor told last: the conversations this rep has, and under what. */
  readonly assignments: Map<string, { readonly epoch: number; readonly claim: string }>;
  attach(conversation: string): void;
  /** Under the assignment as this page knows it; nothing without one. */
  say(conversation: string, isBad: boolean): void;
  note(conversation: string, isBad: boolean): void;
  read(conversation: string): void;
}

export function openRepTab(options: TabOptions): RepTab {
  const { tab, client } = createTab('rep', options, createRepClient);
  const assignments: RepTab['assignments'] = new Map();
  return {
    ...tab,
    assignments,
    attach: (conversation) => client.attach(conversation),
    say(conversation, isBad) {
      const under = assignments.get(conversation);
      if (under === undefined) return;
      tab.type(conversation, isBad, (text) =>
        client.send({ type: 'message.send', conversation, ...under, body: { text } }),
      );
    },
    note: (conversation, isBad) =>
      tab.type(conversation, isBad, (text) => client.send({ type: 'note.add', conversation, body: { text } })),
    read: (conversation) => client.read(conversation, tab.views.get(conversation)?.entries.at(-1)?.offset ?? 0),
  };
}
