import { createBrowser } from './browser.ts';
import { createChannel } from './leader.ts';
import type { Ledger } from './ledger.ts';
import type { Network } from './network.ts';
import type { Temper } from './plan.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { credentials, reps, site } from './shop.ts';
import type { Server } from './store/server.ts';
import { hashSecret } from '../../packages/relay/src/transport/passwords.ts';
import { openRepTab, openVisitorTab } from './tab.ts';
import type { RepTab, Tab, TabOptions, VisitorTab } from './tab.ts';

interface Person<T extends Tab> {
  readonly name: string;
  /** Every page that was ever open, the dead ones too. */
  readonly tabs: readonly T[];
  alive(): readonly T[];
  /** One more tab. */
  open(): T;
  /** Dead tabs left something that nobody sends. */
  hasLeft(): boolean;
}

export type Visitor = Person<VisitorTab> & { readonly conversation: string };
export type Rep = Person<RepTab>;

export interface PeopleOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly server: Server;
  readonly temper: Temper;
  readonly newId: (prefix: string) => string;
  readonly onAdopted: () => void;
  readonly trace: ((line: string) => void) | undefined;
}

/** More tabs than that nobody opens, and no life needs. */
const mostTabs = 3;
/** How old what a rep knows of the floor may be. Milliseconds. */
const floorEveryMs = 700;

export function createPeople(options: PeopleOptions) {
  const { scheduler, random, ledger, network, server, temper, newId, onAdopted, trace } = options;
  const newSession = (): string => newId('').slice(1).padStart(32, '0');
  const common = { scheduler, ledger, newSession, onAdopted, trace, lostAt: server.lostAt };

  function createPerson<T extends Tab>(
    name: string,
    open: (tab: TabOptions) => T,
    rest: (name: string) => Pick<TabOptions, 'topNow' | 'openSocket' | 'conversationOf' | 'credential' | 'channel'>,
  ): Person<T> {
    const browser = createBrowser(name);
    const tabs: T[] = [];
    const alive = () => tabs.filter((tab) => !tab.owner.isDead);
    return {
      name,
      tabs,
      alive,
      open() {
        const tabName = `${name}${tabs.length + 1}`;
        const tab = open({ ...common, ...rest(tabName), name: tabName, browser, random: random.of(tabName) });
        tabs.push(tab);
        return tab;
      },
      hasLeft: () => [...browser.storage.keys()].some((key) => !alive().some((tab) => key === `outbox:${tab.name}`)),
    };
  }

  function createVisitor(index: number): Visitor {
    const id = `vis_${index}`.padEnd(30, '0');
    const conversation = `cnv_${id.slice(4)}`;
    const channel = createChannel(scheduler, random.of(`channel ${index}`));
    const isSharing = temper.isSharing[index] === true;
    const credential = credentials.issue({ site, visitor: id, generation: 0, issuedAt: scheduler.now() });
    const person = createPerson<VisitorTab>(`v${index + 1}-`, openVisitorTab, () => ({
      openSocket: (owner) => network.open('visitor', owner),
      topNow: () => server.data.logs.get(conversation)?.state.visitorTop ?? 0,
      conversationOf: () => conversation,
      credential: () => credential,
      ...(isSharing ? { channel } : {}),
    }));
    return { ...person, conversation };
  }

  const visitors = [0, 1].map(createVisitor);

  /** A fresh ticket each time, as the console draws it. */
  function ticket(rep: string): string {
    const secret = newId('tkt');
    server.directory.tickets.set(hashSecret(secret), { rep, signIn: `in-${rep}`, until: scheduler.now() + 30_000 });
    return secret;
  }

  function createRep(id: string): Rep {
    server.directory.signIns.set(`in-${id}`, { rep: id, at: scheduler.now(), expiresAt: Number.MAX_SAFE_INTEGER });
    const person = createPerson<RepTab>(`${id.slice(4)}-`, openAtDesk, () => ({
      openSocket: (owner) => network.open('rep', owner),
      topNow: (conversation) => server.data.logs.get(conversation)?.state.top ?? 0,
      conversationOf: (address) => address,
      credential: () => ticket(id),
    }));
    function openAtDesk(tab: TabOptions): RepTab {
      const opened = openRepTab(tab);
      watchFloor(id, opened);
      return opened;
    }
    return person;
  }

  let isPeace = false;
  function lookAtAll(tab: RepTab): void {
    for (const { conversation } of visitors) if (server.data.records.has(conversation)) tab.attach(conversation);
  }

  /** What the floor tells a rep of the own conversations, a little late. */
  function watchFloor(rep: string, tab: RepTab): void {
    const chance = random.of(`floor ${tab.name}`);
    const look = (): void => {
      if (isPeace) lookAtAll(tab);
      const mine = visitors.flatMap(({ conversation }) => {
        const record = server.data.records.get(conversation);
        return record?.owner?.rep === rep ? [{ conversation, epoch: record.epoch, claim: record.owner.claim }] : [];
      });
      scheduler.after(
        chance.next() * floorEveryMs,
        tab.owner,
        () => {
          tab.assignments.clear();
          for (const { conversation, ...under } of mine) {
            tab.assignments.set(conversation, under);
            tab.attach(conversation);
          }
        },
        false,
      );
      scheduler.after(floorEveryMs, tab.owner, look, false);
    };
    look();
  }

  return {
    visitors,
    reps: reps.slice(0, 2).map(createRep),
    mostTabs,
    /** Every rep looks at every conversation. */
    makePeace: () => void (isPeace = true),
  };
}

export type People = ReturnType<typeof createPeople>;
