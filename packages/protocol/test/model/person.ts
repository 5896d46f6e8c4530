import { createClientCore } from '@tillside/protocol/client';
import type { Asked, ClientCore, Effect, Input, OutboxItem, Told } from '@tillside/protocol/client';
import type { Clock } from './clock.ts';
import type { Wire, WireSocket } from './network.ts';

/** What the whole run remembers of every text that anybody sent. */
export interface Ledger {
  readonly sent: Map<string, { readonly page: string; readonly conversation: string; readonly number: number }>;
  readonly acked: Set<string>;
  readonly refused: Set<string>;
  missing: number;
}

export interface Person {
  readonly name: string;
  readonly party: 'visitor' | 'rep';
  readonly addresses: readonly string[];
  say(conversation: string, isBad: boolean, isNote: boolean): void;
  /** The page is gone, with all it had in memory; a new one comes after this time and adopts what was stored. */
  crash(afterMs: number): void;
  step(input: Input): void;
  /** Offsets and texts of a view, as the page shows them. */
  view(conversation: string): readonly string[];
  unacknowledged(): number;
  isUp(): boolean;
}

export interface PersonOptions {
  readonly name: string;
  readonly party: 'visitor' | 'rep';
  readonly addresses: readonly string[];
  /** The id of a visitor's conversation. */
  readonly own?: string;
  readonly clock: Clock;
  readonly wire: Wire;
  readonly ledger: Ledger;
  readonly random: () => number;
  readonly newSession: () => string;
  /** For mutants: what of a stored outbox the next page finds. */
  readonly recover?: (items: readonly OutboxItem[]) => readonly OutboxItem[];
}

/** A page with a client in it. */
export function createPerson(options: PersonOptions): Person {
  const { name, clock, wire, ledger, random, newSession, recover = (items) => items } = options;
  let pages = 0;
  let stored: readonly OutboxItem[] = [];
  let page = openPage();

  function openPage() {
    const id = `${name}${++pages}`;
    const core: ClientCore = createClientCore({ random, newSession });
    const views = new Map<string, string[]>();
    let stopTimer = (): void => {};
    let socket: WireSocket | undefined;
    let isAlive = true;
    let isUp = false;
    let count = 0;

    const step = (input: Input): void => {
      if (isAlive) for (const effect of core.step(input, clock.now())) run(effect);
    };
    const drop = (): void => {
      socket?.close();
      socket = undefined;
    };

    function run(effect: Effect): void {
      if (effect.type === 'open') {
        const mine: WireSocket = wire.open(options.party, options.own, {
          opened: () => socket === mine && step({ type: 'opened' }),
          told: (frame) => socket === mine && step({ type: 'frame', frame }),
          closed(code) {
            if (socket !== mine) return;
            socket = undefined;
            step({ type: 'closed', code });
          },
        });
        socket = mine;
      } else if (effect.type === 'send') socket?.send(effect.frame);
      else if (effect.type === 'close') drop();
      else if (effect.type === 'save') stored = core.outbox();
      else if (effect.type === 'wake') {
        stopTimer();
        if (effect.afterMs < Infinity) stopTimer = clock.after(effect.afterMs, () => step({ type: 'tick' }));
      } else if (effect.type === 'link') isUp = effect.state === 'up';
      else if (effect.type === 'acked') ledger.acked.add(textOf(effect.frame));
      else if (effect.type === 'refused') ledger.refused.add(textOf(effect.frame));
      else if (effect.type === 'missing') ledger.missing++;
      else if (effect.type === 'told') show(effect.frame);
    }

    function show(frame: Told): void {
      if (frame.type === 'attached' && frame.state !== 'ok') views.set(frame.conversation, []);
      if (frame.type !== 'entry.added') return;
      const view = views.get(frame.conversation) ?? [];
      views.set(frame.conversation, view);
      view.push(`${frame.offset} ${'text' in frame.body ? frame.body.text : ''}`);
    }

    for (const conversation of options.addresses) step({ type: 'attach', conversation });
    step({ type: 'adopt', items: recover(stored) });
    step({ type: 'connect' });

    return {
      step,
      views,
      isUp: () => isUp,
      unacknowledged: () => core.outbox().filter(({ ackedAt }) => ackedAt === 0).length,
      die() {
        isAlive = false;
        stopTimer();
        drop();
      },
      say(conversation: string, isBad: boolean, isNote: boolean) {
        if (!isAlive) return;
        const number = ++count;
        const text = `${id}/${conversation}/${number}${isBad ? '!' : ''}`;
        ledger.sent.set(text, { page: id, conversation: options.own ?? conversation, number });
        const type = isNote ? 'note.add' : 'message.send';
        step({ type: 'send', frame: { type, conversation, body: { text } } as never });
      },
    };
  }

  return {
    name,
    party: options.party,
    addresses: options.addresses,
    say: (...what) => page.say(...what),
    step: (input) => page.step(input),
    crash(afterMs) {
      page.die();
      const dead = page;
      clock.after(afterMs, () => {
        if (page === dead) page = openPage();
      });
    },
    view: (conversation) => page.views.get(conversation) ?? [],
    unacknowledged: () => page.unacknowledged(),
    isUp: () => page.isUp(),
  };
}

const textOf = (frame: Asked): string => ('body' in frame && 'text' in frame.body ? frame.body.text : '');
