import type { DirectoryView } from '../../packages/relay/src/handlers/types.ts';
import { findFaults } from './check.ts';
import { createDeeds } from './deeds.ts';
import { liveIn } from './globals.ts';
import { createLedger } from './ledger.ts';
import { createNetwork } from './network.ts';
import type { Network } from './network.ts';
import { createNode } from './node.ts';
import type { Node } from './node.ts';
import { createPeople } from './people.ts';
import type { People } from './people.ts';
import { troubledMs } from './plan.ts';
import type { Plan } from './plan.ts';
import { createRandom } from './random.ts';
import { createOwner, createScheduler } from './scheduler.ts';
import { reps } from './shop.ts';
import { createServer } from './store/server.ts';

export interface Lived {
  readonly faults: readonly string[];
  /** How often each fault was made, by its name; what was made of it, by the frame that says so. */
  readonly injected: Readonly<Record<string, number>>;
  readonly recovered: Readonly<Record<string, number>>;
  readonly messages: number;
  readonly events: number;
  /** From the end of trouble until everything was delivered. Milliseconds. */
  readonly calmAfterMs: number;
}

const startMs = Date.UTC(2026, 10, 2, 9);
/** After trouble everything is delivered within this: a silent socket is noticed after 28 s and tried again for 15 more. Milliseconds. */
const calmMs = 120_000;
/** Longer than a client takes to ask again for what it was acknowledged and never saw. Milliseconds. */
const quietMs = 11_000;

/** Lives through a plan: a shop's visitors and reps, its nodes and its store, first in trouble and then in peace. */
export async function live(
  { seed, temper, actions }: Plan,
  directory: DirectoryView,
  trace?: (line: string) => void,
): Promise<Lived> {
  const scheduler = createScheduler(startMs);
  const random = createRandom(seed, 'life');
  liveIn(scheduler, random.of('globals'));
  const ledger = createLedger();
  const injected: Record<string, number> = {};
  const recovered: Record<string, number> = {};
  const count = (in_: Record<string, number>, name: string, by = 1): void => void (in_[name] = (in_[name] ?? 0) + by);
  const say = trace === undefined ? undefined : (line: string) => trace(`${scheduler.now() - startMs} ${line}`);
  let ids = 0;
  let received = 0;
  let lostBells = temper.lostBells;

  const newId = (prefix: string): string => `${prefix}_${(ids += 1).toString(16)}`;
  const server = createServer({
    scheduler,
    random: random.of('store'),
    latencyMs: temper.storeLatencyMs,
    syncMs: temper.syncMs,
    lostBells: () => lostBells,
    onBellLost: () => count(injected, 'lost bell'),
  });

  const network: Network = createNetwork({
    scheduler,
    random: random.of('network'),
    latencyMs: temper.latencyMs,
    trace: say,
    onReceived: () => (received += 1),
    onTold(frame, party, node) {
      if (frame.type === 'rewind' || frame.type === 'superseded') count(recovered, frame.type);
      else if (frame.type === 'refused') count(recovered, `refused ${frame.code}`);
      else if (frame.type === 'attached' && frame.state !== 'ok') count(recovered, `attached ${frame.state}`);
      else if (frame.type === 'welcomed') count(recovered, 'welcomed');
      if (frame.type !== 'acked' || frame.conversation === 'visitor') return;
      const conversation = frame.conversation === 'mine' ? conversationOf(party.name) : frame.conversation;
      const highest = server.data.logs.get(conversation)?.sessions.get(frame.session)?.length ?? 0;
      // What a failover took was acknowledged rightly; its answer may still be on the way.
      if (highest >= frame.seq || scheduler.now() - server.lostAt() < 30_000) return;
      ledger.faults.push(`${node.owner.name} acknowledged what is not in the log: ${frame.session} ${frame.seq}`);
    },
  });
  const conversationOf = (tab: string): string =>
    people.visitors.find(({ name }) => tab.startsWith(name))?.conversation ?? '';

  const nodes: Node[] = [];
  function startNode(index: number): void {
    const name = `node_${'abc'[index] ?? ''}`;
    const owner = createOwner(name, temper.skewMs[index] ?? 0);
    const node = createNode({
      owner,
      scheduler,
      server,
      directory,
      newId,
      onFault: (fault) => void ledger.faults.push(fault),
    });
    nodes[index] = node;
    network.put(name, node);
  }
  const world = createOwner('world');
  scheduler.after(0, world, () => {
    for (let index = 0; index < temper.nodes; index += 1) startNode(index);
  });
  const people: People = createPeople({
    scheduler,
    random: random.of('people'),
    ledger,
    network,
    server,
    temper,
    newId,
    onAdopted: () => count(recovered, 'adopted outbox'),
    trace: say,
  });
  for (const person of [...people.visitors, ...people.reps]) scheduler.after(1, world, () => void person.open());

  const deeds = createDeeds({
    scheduler,
    random: random.of('deeds'),
    server,
    network,
    nodes,
    startNode,
    people,
    reps,
    setLostBells: (share) => void (lostBells = share ?? temper.lostBells),
    onFault: (fault) => void ledger.faults.push(fault),
    inject: (name, by) => count(injected, name, by),
  });
  for (const action of actions) {
    scheduler.after(action.at, world, () => {
      say?.(`— ${action.does} ${action.who.toFixed(2)} ${action.what.toFixed(2)} ${action.long.toFixed(2)}`);
      deeds.act(action);
    });
  }

  await scheduler.run(startMs + troubledMs);
  say?.('— peace');
  scheduler.after(0, world, deeds.makePeace);
  const find = (): string[] => {
    const tabs = [
      ...people.visitors.flatMap((person) =>
        person.alive().map((tab) => ({ tab, party: 'visitor' as const, idOf: () => person.conversation })),
      ),
      ...people.reps.flatMap((person) =>
        person.alive().map((tab) => ({ tab, party: 'rep' as const, idOf: (address: string) => address })),
      ),
    ];
    return findFaults({ data: server.data, ledger, tabs, received, hasLost: server.lostAt() > 0 });
  };
  const until = startMs + troubledMs + calmMs;
  let calmAt = until;
  // Whoever left something behind comes back for it within the first two seconds.
  for (let at = startMs + troubledMs + 2_000; at < until; at += 2_000) {
    await scheduler.run(at);
    if (find().length > 0) continue;
    calmAt = at;
    break;
  }
  await scheduler.run(Math.min(until, calmAt + quietMs));
  const faults = find();
  for (const person of [...people.visitors, ...people.reps]) for (const tab of person.tabs) tab.owner.isDead = true;
  return {
    faults,
    injected,
    recovered,
    messages: ledger.typed.size,
    events: scheduler.count(),
    calmAfterMs: calmAt - startMs - troubledMs,
  };
}
