import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../simulation/random.ts';
import { differences, placesOf } from './check.ts';
import type { Logs } from './check.ts';
import { openRep, openVisitor } from './parties.ts';
import type { Balancer, RepParty, VisitorParty } from './parties.ts';
import type { World } from './world.ts';

const teams = ['mara@halden', 'jonas@halden', 'ines@fernway', 'theo@tideline', 'amara@tideline'] as const;
/** What a balancer's health check takes to see that a node does not answer. */
const noticedAfterMs = 1_000;
/** Nobody types on with so much unsent; and it keeps a party below the relay's rate. */
const mostOpen = 12;
const tickMs = 25;

/** Everybody who talks: visitors on both sites, and all of the demo's reps, who answer what rings. */
export interface Swarm {
  readonly visitors: readonly VisitorParty[];
  readonly reps: readonly RepParty[];
  /** Visitors who are connected and say nothing. */
  readonly idle: readonly VisitorParty[];
  /** One more visitor, or a second tab of one. */
  join(more?: Pick<Parameters<typeof openVisitor>[0], 'credential' | 'inherits' | 'site'>): VisitorParty;
  /** Types nothing from here on, and sees what the others say. */
  hush(visitor: VisitorParty): void;
  /** Out of everything from here on, the final look too. */
  leave(party: VisitorParty | RepParty): void;
  /** Everybody types, until told to stop. */
  talk(): void;
  /**
   * Nobody types any more; resolves once everybody is up and shows all there is. Where that is not so in time, `late` says so, and all clients
   * are closed: what they hold is looked at as it is then.
   */
  settle(withinMs: number): Promise<{ readonly logs: Logs; readonly late?: string }>;
  /** All that lies in the store of what they said. */
  logs(): Promise<Logs>;
  /** How many texts were typed so far, by visitors or reps. */
  typed(by: 'visitors' | 'reps'): number;
  close(): void;
}

export interface SwarmOptions {
  readonly world: World;
  readonly random: Random;
  readonly visitors: number;
  readonly idle: number;
  readonly messagesPerSecond: number;
}

export async function startSwarm({
  world,
  random,
  visitors: count,
  idle: idleCount,
  messagesPerSecond,
}: SwarmOptions): Promise<Swarm> {
  const visitors: VisitorParty[] = [];
  const reps: RepParty[] = [];
  const idle: VisitorParty[] = [];
  const silent = new Set<VisitorParty>();
  const turns = new Map<string, number>();
  const asked = new Set<string>();
  let isTalking = false;
  let owed = 0;
  let joined = 0;

  const balance: Balancer = (party) => {
    const turn = turns.get(party) ?? random.below(world.nodes.length);
    turns.set(party, turn + 1);
    const seen = world.nodes.filter(
      (node) => Date.now() - (node.goneSince() ?? Infinity) < noticedAfterMs || node.goneSince() === undefined,
    );
    const from = seen.length > 0 ? seen : world.nodes;
    const node = from[turn % from.length];
    if (node === undefined) throw new Error('there is no node');
    return { url: node.url, node: node.index };
  };
  const partyOf = (name: string) => ({ name, balance, origin: world.origin, random: random.of(name) });

  function join(
    more: Parameters<Swarm['join']>[0] = { site: joined % 3 === 2 ? 'site_fernway' : 'site_halden' },
  ): VisitorParty {
    joined += 1;
    const visitor = openVisitor({ ...partyOf(`v${joined}`), ...more });
    visitors.push(visitor);
    return visitor;
  }

  function saySomething(): void {
    const live = reps.flatMap((rep) =>
      rep
        .mine()
        .filter(({ state }) => state === 'active')
        .map((item) => ({ rep, item })),
    );
    if (live.length > 0 && random.chance(0.35)) {
      const { rep, item } = random.pick(live);
      if (rep.open() < mostOpen) rep.say(item);
      return;
    }
    const visitor = random.pick(visitors);
    if (silent.has(visitor)) return;
    if (visitor.open() < mostOpen) visitor.say();
  }

  /** Reps answer what rings, and now and then are done with somebody. */
  function work(): void {
    for (const rep of reps) {
      for (const { conversation, engagement, state, epoch, claim } of rep.mine()) {
        const key = `${engagement} ${claim}`;
        if (state === 'ringing' && !asked.has(key)) {
          asked.add(key);
          void rep.client.command({ type: 'engagement.accept', conversation, engagement }).then(({ isDone }) => {
            if (!isDone) asked.delete(key);
          });
        }
        if (state === 'active' && claim !== undefined && isTalking && random.chance(0.004))
          void rep.client.command({
            type: 'engagement.resolve',
            conversation,
            epoch,
            claim,
            disposition: 'Question answered',
          });
      }
    }
  }

  const ticking = setInterval(() => {
    work();
    if (!isTalking) return;
    owed += (messagesPerSecond * tickMs) / 1_000;
    for (; owed >= 1; owed -= 1) saySomething();
  }, tickMs);

  const everybody = (): readonly (VisitorParty | RepParty)[] => [...visitors, ...reps, ...idle];

  const logs = (): Promise<Logs> => {
    const known = [
      ...visitors.map((visitor) => visitor.conversation()),
      ...everybody().flatMap(({ record }) => [...record.views.keys()]),
    ];
    return world.logs(new Set(known.filter((id) => id !== '' && id !== 'mine')));
  };

  async function settle(withinMs: number): ReturnType<Swarm['settle']> {
    isTalking = false;
    const end = Date.now() + withinMs;
    for (;;) {
      const waiting = everybody().filter((party) => !party.isUp() || party.open() > 0);
      if (waiting.length === 0) {
        const found = await logs();
        const places = placesOf(found);
        if (everybody().every(({ record }) => [...differences(record, found, places)].length === 0))
          return { logs: found };
      }
      if (Date.now() > end) {
        const some = waiting.slice(0, 5).map((one) => `${one.name} (${one.record.link}, ${one.open()} unsent)`);
        const late = `after ${withinMs / 1_000} s ${waiting.length} clients still waited: ${some.join(', ')}`;
        for (const { client } of everybody()) client.close();
        return { logs: await logs(), late };
      }
      await delay(waiting.length === 0 ? 250 : 25);
    }
  }

  for (let index = 0; index < count; index += 1) join();
  for (let index = 0; index < idleCount; index += 1)
    idle.push(openVisitor({ ...partyOf(`idle${index}`), site: 'site_halden' }));
  for (const team of teams) reps.push(await openRep({ ...partyOf(team), email: `${team}.example` }));
  return {
    visitors,
    reps,
    idle,
    join,
    hush: (visitor) => void silent.add(visitor),
    leave(party) {
      party.vanish();
      for (const list of [visitors, reps] as (VisitorParty | RepParty)[][]) {
        const at = list.indexOf(party);
        if (at >= 0) list.splice(at, 1);
      }
    },
    talk: () => void (isTalking = true),
    settle,
    logs,
    typed: (by) => (by === 'reps' ? reps : visitors).reduce((sum, { record }) => sum + record.typed.size, 0),
    close() {
      clearInterval(ticking);
      for (const { client } of everybody()) client.close();
    },
  };
}
