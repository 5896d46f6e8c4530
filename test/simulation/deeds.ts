import { createFloor } from './floor.ts';
import type { Network } from './network.ts';
import type { Node } from './node.ts';
import type { People } from './people.ts';
import type { Action, Deed } from './plan.ts';
import type { Random } from './random.ts';
import { createOwner } from './scheduler.ts';
import type { Owner, Scheduler } from './scheduler.ts';
import type { Server } from './store/server.ts';
import type { Tab } from './tab.ts';

export interface DeedsOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly server: Server;
  readonly network: Network;
  readonly nodes: readonly Node[];
  startNode(index: number): void;
  readonly people: People;
  readonly reps: readonly string[];
  /** `undefined`: as this life has it. */
  setLostBells(share: number | undefined): void;
  onFault(fault: string): void;
  inject(name: Deed | 'lost change', by?: number): void;
}

/** One of these, by a number from 0 to 1. */
const pick = <T>(from: readonly T[], share: number): T | undefined => from[Math.floor(share * from.length)];

/** What may happen, to whom it happens, and how all of it is made good at the end. */
export function createDeeds(options: DeedsOptions) {
  const { scheduler, random, server, network, nodes, startNode, people, inject } = options;
  const operator = createOwner('operator');
  const floor = createFloor(scheduler, options.onFault);
  const frozen = new Set<Owner>();

  const later = (ms: number, run: () => void): void => void scheduler.after(ms, operator, run);
  const allTabs = (): readonly Tab[] =>
    [...people.visitors, ...people.reps].flatMap((person): readonly Tab[] => person.alive());
  const visitorTabs = () => people.visitors.flatMap((person) => person.alive());
  /** In the tab's own name, at once unless it sleeps. */
  const inTab = (tab: Tab | undefined, run: () => void): void => {
    if (tab !== undefined) scheduler.after(0, tab.owner, run);
  };
  const conversationFor = (share: number): string => pick(people.visitors, share)?.conversation ?? '';
  const nodeFor = (share: number): { readonly node: Node; readonly index: number } | undefined => {
    const index = Math.floor(share * nodes.length);
    const node = nodes[index];
    return node === undefined || node.owner.isDead ? undefined : { node, index };
  };
  const many = (share: number, most: number): number => 1 + Math.floor(share ** 3 * most);

  function freeze(owner: Owner, ms: number): void {
    if (owner.isDead || owner.isFrozen) return;
    scheduler.freeze(owner);
    frozen.add(owner);
    later(ms, () => wake(owner));
  }
  function wake(owner: Owner): void {
    if (frozen.delete(owner)) scheduler.thaw(owner);
  }

  function endNode(index: number, isSilent: boolean, downMs: number): void {
    const node = nodes[index];
    if (node === undefined || node.owner.isDead) return;
    wake(node.owner);
    node.owner.isDead = true;
    network.died(node.owner, isSilent);
    later(downMs, () => startNode(index));
  }

  function cut(how: 'reset' | 'silent' | 'up' | 'down', share: number, name: Deed): void {
    inject(name, network.cut(how, share));
  }

  function crash(tab: Tab | undefined, isSilent: boolean): void {
    if (tab === undefined) return;
    wake(tab.owner);
    tab.die();
    network.died(tab.owner, isSilent);
    inject('crash');
  }

  /** The visitor or rep of a tab opens one more, or the first. */
  function openTab(share: number): void {
    const person = pick([...people.visitors, ...people.reps], share);
    if (person !== undefined && person.alive().length < people.mostTabs) person.open();
  }

  const deeds: Readonly<Record<Deed, (action: Action) => void>> = {
    say: ({ who, what }) => sayAs(who, what, 4, false),
    burst: ({ who, what }) => {
      inject('burst');
      sayAs(who, what, 30, false);
    },
    blank({ who, what }) {
      sayAs(who, what, 2, true);
      sayAs(who, what, 3, false);
    },
    reply({ who, what, long }) {
      const tab = pick(
        people.reps.flatMap((rep) => rep.alive()),
        who,
      );
      inTab(tab, () => {
        const [known] = [...(tab?.assignments.keys() ?? [])];
        for (let n = many(what, 5); n > 0; n -= 1) tab?.say(known ?? conversationFor(long), long > 0.95);
      });
    },
    note({ who, what, long }) {
      const tab = pick(
        people.reps.flatMap((rep) => rep.alive()),
        who,
      );
      const conversation = conversationFor(long);
      if (!server.data.records.has(conversation)) return;
      inTab(tab, () => {
        tab?.attach(conversation);
        tab?.note(conversation, what > 0.9);
      });
    },
    read({ who, long }) {
      const tab = pick(visitorTabs(), who);
      inTab(tab, () => tab?.read());
      const desk = pick(
        people.reps.flatMap((rep) => rep.alive()),
        who,
      );
      inTab(desk, () => desk?.read(conversationFor(long)));
    },
    assign({ who, what, long }) {
      const found = nodeFor(who);
      const rep = pick(options.reps, what * 0.9);
      if (found !== undefined && rep !== undefined) floor.assign(found.node, conversationFor(long), rep);
    },
    lose({ who, long }) {
      const found = nodeFor(who);
      if (found !== undefined) floor.lose(found.node, conversationFor(long));
    },
    resolve({ who, long }) {
      const found = nodeFor(who);
      if (found !== undefined) floor.resolve(found.node, conversationFor(long));
    },
    tab: ({ who }) => openTab(who),
    reset: ({ what }) => cut('reset', 0.2 + what * 0.8, 'reset'),
    silent: ({ what }) => cut('silent', what, 'silent'),
    'half-open': ({ what, long }) => cut(long < 0.5 ? 'up' : 'down', what, 'half-open'),
    stall({ who, long }) {
      const tab = pick(allTabs(), who);
      if (tab === undefined) return;
      inject('stall');
      network.stall(tab.owner, true);
      later(long * 15_000, () => network.stall(tab.owner, false));
    },
    offline({ who, long }) {
      const tab = pick(allTabs(), who);
      if (tab === undefined) return;
      inject('offline');
      network.cut('silent', 1, tab.owner);
      inTab(tab, () => tab.setOnline(false));
      later(long * 5_000, () => inTab(tab, () => tab.setOnline(true)));
    },
    crash({ who, what, long }) {
      crash(pick(allTabs(), who), what < 0.3);
      later(long * 3_000, () => openTab(who));
    },
    hide({ who, long }) {
      const tab = pick(visitorTabs(), who);
      if (tab === undefined || tab.owner.isFrozen) return;
      inject('hide');
      inTab(tab, tab.hide);
      later(long * 8_000, () => inTab2(tab));
    },
    show: ({ who }) => {
      const tab = pick(visitorTabs(), who);
      if (tab?.isHidden() === true) inTab2(tab);
    },
    sleep({ who, long }) {
      const tab = pick(allTabs(), who);
      if (tab === undefined || tab.owner.isFrozen) return;
      inject('sleep');
      freeze(tab.owner, long ** 2 * 40_000);
    },
    'kill node'({ who, long }) {
      const found = nodeFor(who);
      if (found === undefined) return;
      inject('kill node');
      endNode(found.index, false, 100 + long * 3_000);
    },
    'lose node'({ who, long }) {
      const found = nodeFor(who);
      if (found === undefined) return;
      inject('lose node');
      endNode(found.index, true, 100 + long * 3_000);
    },
    'freeze node'({ who, long }) {
      const found = nodeFor(who);
      if (found === undefined) return;
      inject('freeze node');
      freeze(found.node.owner, long ** 2 * 35_000);
    },
    drain({ who, long }) {
      const found = nodeFor(who);
      if (found === undefined || found.node.isDraining()) return;
      inject('drain');
      scheduler.after(0, found.node.owner, () =>
        found.node.drain(() => later(0, () => endNode(found.index, false, long * 2_000))),
      );
    },
    'freeze store'({ long }) {
      inject('freeze store');
      server.freeze(long ** 2 * 10_000);
    },
    'crash store'({ long }) {
      inject('crash store');
      inject('lost change', server.crash(long * 2_000));
    },
    'fail over'({ what, long }) {
      inject('fail over');
      inject('lost change', server.failOver(what ** 2 * 4_000, long * 2_000));
    },
    'lose bells'({ long }) {
      inject('lose bells');
      options.setLostBells(1);
      later(long * 5_000, () => options.setLostBells(undefined));
    },
  };

  function sayAs(who: number, what: number, most: number, isBad: boolean): void {
    const tab = pick(visitorTabs(), who);
    inTab(tab, () => {
      for (let n = many(what, most); n > 0; n -= 1) tab?.say(isBad);
    });
  }

  /** A page put aside is woken by being shown. */
  function inTab2(tab: Tab): void {
    const isAsleep = frozen.has(tab.owner);
    if (tab.owner.isDead || isAsleep) return;
    later(0, () => tab.show());
  }

  return {
    act: (action: Action) => deeds[action.does](action),
    /** Everything that was broken is whole, and everybody is there. */
    makePeace() {
      for (const owner of [...frozen]) wake(owner);
      options.setLostBells(0);
      for (const tab of allTabs()) {
        network.stall(tab.owner, false);
        if (tab.isHidden()) tab.show();
        inTab(tab, () => tab.setOnline(true));
      }
      for (const person of [...people.visitors, ...people.reps]) {
        if (person.alive().length === 0 || person.hasLeft()) later(random.next() * 1_000, () => void person.open());
      }
      people.makePeace();
    },
  };
}
