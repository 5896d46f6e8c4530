import type { OutboxItem } from '@tillside/protocol/client';
import { createRandom } from '../helpers/random.ts';
import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createWire } from './network.ts';
import type { Wire } from './network.ts';
import { createPerson } from './person.ts';
import type { Ledger, Person } from './person.ts';
import { createModelRelay, properRelay } from './relay.ts';
import type { ModelRelay, RelayRules } from './relay.ts';
import { createModelStore, properRules } from './store.ts';
import type { ModelStore, StoreRules } from './store.ts';

/** A run with something planted in it; nothing: the real thing. */
export interface Mutant {
  readonly store?: Partial<StoreRules>;
  readonly relay?: Partial<RelayRules>;
  readonly recover?: (items: readonly OutboxItem[]) => readonly OutboxItem[];
}

export interface Run {
  readonly store: ModelStore;
  readonly relay: ModelRelay;
  readonly people: readonly Person[];
  readonly ledger: Ledger;
}

const TROUBLED_MS = 30_000;
const CALM_MS = 90_000;
/** How far a failover may set the store back. */
const TAIL_MS = 3_000;

/** Two visitors, each with a conversation, and a rep in both; half a minute of everything that can go wrong, then peace. */
export function runModel(seed: number, mutant: Mutant = {}): Run {
  const random = createRandom(seed);
  const clock = createClock();
  const store = createModelStore({ ...properRules, ...mutant.store });
  const isTroubled = (): boolean => clock.now() < TROUBLED_MS;
  const worst = { rate: random() * 0.1, storeAway: random() * 0.1, lostBell: random() * 0.5 };
  const trouble = () => (isTroubled() ? worst : { rate: 0, storeAway: 0, lostBell: 0 });
  const rules = { ...properRelay, ...mutant.relay };
  const relay = createModelRelay(store, trouble, random, clock.now, clock.after, rules);
  const wire = createWire(clock, relay, random, 5 + random() * 300);
  const ledger: Ledger = { sent: new Map(), acked: new Set(), refused: new Set(), missing: 0 };
  let sessions = 0;
  const newSession = (): string => (++sessions).toString(16).padStart(32, '0');

  const common = { clock, wire, ledger, random, newSession, ...(mutant.recover ? { recover: mutant.recover } : {}) };
  const people = [
    createPerson({ ...common, name: 'a', party: 'visitor', addresses: ['mine'], own: 'cnv_a' }),
    createPerson({ ...common, name: 'b', party: 'visitor', addresses: ['mine'], own: 'cnv_b' }),
    createPerson({ ...common, name: 'rep', party: 'rep', addresses: ['cnv_a', 'cnv_b'] }),
  ];

  repeat(clock, 5_000, () => relay.poll());
  repeat(clock, 20_000, () => relay.ping());
  rememberTails(clock, store, random, isTroubled);
  scheduleTrouble(clock, people, wire, random);
  clock.runUntil(TROUBLED_MS);
  for (const person of people) {
    person.step({ type: 'network', isOnline: true });
    person.step({ type: 'page', isShown: true });
  }
  clock.runUntil(TROUBLED_MS + CALM_MS);
  return { store, relay, people, ledger };
}

function repeat(clock: Clock, everyMs: number, run: () => void): void {
  clock.after(everyMs, () => {
    run();
    repeat(clock, everyMs, run);
  });
}

/** Now and then the store loses its last seconds, and goes on from there. */
function rememberTails(clock: Clock, store: ModelStore, random: () => number, isTroubled: () => boolean): void {
  const perRun = random() < 0.5 ? 0.05 : 0;
  let tails: ReadonlyMap<string, number>[] = [];
  repeat(clock, 500, () => {
    tails = [...tails, store.lengths()].slice(-TAIL_MS / 500);
    if (!isTroubled() || random() >= perRun) return;
    store.goBack(tails[Math.floor(random() * tails.length)]!);
    tails = [store.lengths()];
  });
}

/** Each kind of trouble has its own weight in each run, so that runs differ in kind and not only in luck. */
function scheduleTrouble(clock: Clock, people: readonly Person[], wire: Wire, random: () => number): void {
  const bad = random() < 0.5 ? 0 : random() * 0.3;
  const acts: readonly (readonly [weight: number, act: (person: Person) => void])[] = [
    [
      3,
      (person) => {
        const address = person.addresses[Math.floor(random() * person.addresses.length)]!;
        const isNote = person.party === 'rep' && random() < 0.3;
        for (let n = Math.floor(random() ** 3 * 25); n >= 0; n--) person.say(address, random() < bad, isNote);
      },
    ],
    [random(), () => wire.cut(0.5, false)],
    [random() * 0.2, () => wire.cut(0.5, true)],
    [random() * 0.3, () => wire.restart(random() * 2_000)],
    [random() * 0.3, (person) => person.crash(random() * 3_000)],
    [random() * 0.2, (person) => person.step({ type: 'network', isOnline: false })],
    [random() * 0.4, (person) => person.step({ type: 'network', isOnline: true })],
    [random() * 0.2, (person) => person.step({ type: 'page', isShown: false })],
    [random() * 0.6, (person) => person.step({ type: 'page', isShown: true })],
  ];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);
  for (let at = random() * 500; at < TROUBLED_MS; at += random() * 1_000) {
    let left = random() * total;
    const [, act] = acts.find(([weight]) => (left -= weight) <= 0) ?? acts[0]!;
    const person = people[Math.floor(random() * people.length)]!;
    clock.after(at, () => act(person));
  }
}
