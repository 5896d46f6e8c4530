import type { ConversationRecord, Store } from '../../../src/ports/index.ts';
import { conversationOf } from '../../../src/core/ids.ts';
import { StoreUnavailableError } from '../../../src/ports/index.ts';
import { openRep, openVisitor } from '../../handlers/helpers/parties.ts';
import type { TestRep, TestVisitor } from '../../handlers/helpers/parties.ts';
import { shop } from '../../handlers/helpers/shop.ts';
import { randomFrom } from '../random.ts';
import { createCheck } from './check.ts';
import { createModelNode } from './node.ts';
import type { ModelNode } from './node.ts';
import { createScheduler } from './scheduler.ts';

const visitorNames = ['u', 'v', 'w', 'x', 'y', 'z'] as const;
/** The shops of the handlers' tests, with so little capacity that it is always in question; one team wraps up, one takes what rings without a click. */
const change = {
  ...shop,
  teams: (shop.teams ?? []).map((team) => ({
    ...team,
    capacity: 1,
    ...(team.id === 'team_alpha' ? { wrapUpMs: 10_000 } : {}),
    ...(team.id === 'team_beta' ? { acceptsAutomatically: true } : {}),
  })),
};
const teams = change.teams.map(({ id }) => id);
const repIds = (shop.reps ?? []).map(({ id }) => id);
const capacities = new Map(change.teams.map(({ id, capacity }) => [id, capacity]));
const capacityOf = (rep: string) => capacities.get((shop.reps ?? []).find(({ id }) => id === rep)?.team ?? '') ?? 0;
const conversations = visitorNames.map((name) => conversationOf(`vis_${name}`));

export interface NodesOptions {
  /** Calls of the store let through. */
  readonly steps?: number;
}

/** Calls after which everything is as it was. */
const looks = new Set([
  'snapshot',
  'time',
  'hasClaim',
  'isByMessage',
  'view',
  'views',
  'read',
  'attach',
  'load',
  'position',
  'rank',
  'list',
  'recent',
]);

/** What a run met; so that a test can tell that it met anything. */
export interface Met {
  readonly steps: number;
  readonly owners: number;
  readonly deaths: number;
}

/**
 * Three nodes serve, answer, lose and sweep at once, on one store: every call of the store waits for a turn of chance, some are lost, some are
 * done and never heard of, now and then a node dies in the middle of everything. After each the floor and the records are checked.
 */
export async function runNodes(seed: number, store: Store, { steps = 500 }: NodesOptions = {}): Promise<Met> {
  const random = randomFrom(seed);
  const scheduler = createScheduler(random);
  const faults: unknown[] = [];
  let now = Date.UTC(2026, 10, 2, 9);
  let names = 0;
  let deaths = 0;
  await store.directory.apply(change, await store.directory.revision());
  const check = createCheck({ teams, conversations, capacityOf });
  const ground = { store, scheduler, now: () => now, fault: (error: unknown) => void faults.push(error) };
  const addNode = () => createModelNode(`n${(names += 1)}`, ground);
  const nodes: ModelNode[] = [await addNode(), await addNode(), await addNode()];
  const reps = new Map<string, TestRep>();
  const visitors = new Map<string, TestVisitor>();
  const node = () => random.pick(nodes);
  /** Begun, and left to itself. */
  const begin = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => error instanceof StoreUnavailableError || faults.push(error));

  async function come(id: string): Promise<void> {
    await reps.get(id)?.leave();
    const at = node();
    reps.set(id, await openRep(at, id));
    begin(at.renewPresence());
  }

  function visit(name: string): TestVisitor {
    const visitor = openVisitor(node(), name, name < 'x' ? 'site_alpha' : 'site_beta');
    visitors.set(name, visitor);
    return visitor;
  }

  const recordOf = async (conversation: string) => (await store.conversations.view(conversation)).record;

  async function actAsVisitor(): Promise<void> {
    const name = random.pick(visitorNames);
    const known = visitors.get(name);
    const visitor = known === undefined || random.chance(0.2) ? visit(name) : known;
    const dice = random.below(10);
    if (dice < 6) begin(visitor.say('Hello?'));
    else if (dice < 8) begin(visitor.request('leaving'));
    else if (visitor.invitation() !== '') {
      begin(visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent);
    }
  }

  /** Whoever the record names does something about it; by the time it is done it may be somebody else's. */
  async function actAsOwner(record: ConversationRecord): Promise<void> {
    const { conversation, owner, engagement, epoch } = record;
    const rep = owner === undefined ? undefined : reps.get(owner.rep);
    if (owner === undefined || rep === undefined || engagement === undefined) return;
    const under = { epoch, claim: owner.claim };
    const dice = random.below(10);
    if (engagement.state === 'ringing') {
      const type = dice < 7 ? 'engagement.accept' : 'engagement.decline';
      begin(rep.command(type, conversation, { engagement: engagement.id }));
      return;
    }
    if (engagement.state === 'wrap_up') return begin(rep.command('engagement.finish', conversation, under));
    if (engagement.state === 'by_message' && dice < 3) {
      const takesOver = { engagement: engagement.id, takesOver: true as const };
      return begin(
        reps.get(random.pick(repIds))?.command('engagement.accept', conversation, takesOver) ?? Promise.resolve(),
      );
    }
    // Two things at once, too, as from two windows.
    if (dice < 6) begin(rep.say(conversation, 'Yes?', under));
    if (dice === 2) begin(rep.command('engagement.put-off', conversation, under));
    if (dice === 3 || dice === 4) {
      const to = random.pick([{ team: 'team_shared' }, { team: 'team_alpha' }, { rep: random.pick(repIds) }]);
      begin(rep.command('engagement.transfer', conversation, { ...under, to }));
    }
    if (dice > 4) begin(rep.command('engagement.resolve', conversation, { ...under, disposition: 'Other' }));
  }

  async function actAsRep(): Promise<void> {
    const id = random.pick(repIds);
    const dice = random.below(10);
    if (dice < 2 || !reps.has(id)) await come(id);
    else if (dice < 3) {
      await reps.get(id)?.leave();
      reps.delete(id);
      begin(node().renewPresence());
    } else if (dice < 6) {
      const leaving = random.pick(['drain', 'hand_over'] as const);
      const status = random.pick(['available', 'available', 'away'] as const);
      begin(reps.get(id)?.status(status, leaving) ?? Promise.resolve());
    } else {
      const record = await recordOf(random.pick(conversations));
      if (record !== undefined) await actAsOwner(record);
    }
  }

  async function die(): Promise<void> {
    const gone = random.below(nodes.length);
    const dead = nodes[gone];
    if (dead === undefined) return;
    scheduler.kill(dead.world.node);
    deaths += 1;
    nodes[gone] = await addNode();
    for (const [id, rep] of reps) if ([...dead.registry.repsOf(id)].includes(rep.party)) reps.delete(id);
    for (const [name, visitor] of visitors) {
      if ([...dead.registry.visitorsOf(visitor.party.visitor)].includes(visitor.party)) visitors.delete(name);
    }
  }

  async function act(): Promise<void> {
    const dice = random.below(100);
    if (dice < 25) await actAsVisitor();
    else if (dice < 55) await actAsRep();
    else if (dice < 80) begin(node().look());
    else if (dice < 98) begin(node().renewPresence());
    else await die();
  }

  /** Mostly moments; now and then long enough for rings to end, leases to run out, graces to pass. */
  function pass(): void {
    const dice = random.below(1_000);
    if (dice < 300) now += random.below(200);
    else if (dice < 335) now += random.below(15_000);
    else if (dice < 338) now += 25_000;
  }

  async function expectSound(after: string): Promise<void> {
    if (!looks.has(after)) await check(store, now);
    if (faults.length > 0) throw new AggregateError(faults, `a fault of ours: ${String(faults[0])}`);
  }

  async function settle(): Promise<void> {
    for (let name = await scheduler.step(); name !== undefined; name = await scheduler.step()) await expectSound(name);
  }

  let done = 0;
  try {
    for (const id of repIds) await come(id);
    while (done < steps) {
      pass();
      if (random.chance(0.12)) await act();
      const name = await scheduler.step();
      if (name === undefined) await act();
      else {
        done += 1;
        await expectSound(name);
      }
    }
    // Quiet: everybody is there, nothing fails, and time passes until every lease, ring and promise is over.
    scheduler.behave();
    await settle();
    for (const id of repIds) await come(id);
    // Whoever was not answered comes again, and whoever comes finds the floor mended.
    for (const name of visitorNames) begin(visit(name).attach());
    await settle();
    for (const rep of reps.values()) begin(rep.status('available'));
    for (let turn = 0; turn < 16; turn += 1) {
      for (const one of nodes) begin(one.renewPresence());
      await settle();
      for (const one of nodes) begin(one.look());
      await settle();
      now += 8_000;
    }
    await expectWhole(store, now);
  } catch (error) {
    throw new Error(`seed ${seed}, step ${done}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const owners = (await store.conversations.views(conversations)).filter(({ record }) => (record?.epoch ?? 0) > 0);
  return { steps: done, owners: owners.length, deaths };
}

/** In the end the floor is what the records say, and nothing else. */
async function expectWhole(store: Store, now: number): Promise<void> {
  const [floors, views] = await Promise.all([
    Promise.all(teams.map(async (team) => ({ team, ...(await store.floor.snapshot(team, now)) }))),
    store.conversations.views(conversations),
  ]);
  const claims = floors.flatMap((floor) => floor.claims.map((one) => `${floor.team} ${one.conversation} ${one.claim}`));
  const queued = floors.flatMap((floor) => floor.queue.map((one) => `${floor.team} ${one.conversation}`));
  const records = views.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const owned = records.flatMap(({ conversation, owner, engagement }) =>
    owner === undefined || engagement?.state === 'by_message' ? [] : [`${owner.team} ${conversation} ${owner.claim}`],
  );
  const wanted = records.flatMap(({ conversation, engagement }) =>
    engagement?.state === 'queued' ? engagement.teams.map((team) => `${team} ${conversation}`) : [],
  );
  const told = JSON.stringify({ claims: claims.toSorted(), queued: queued.toSorted() });
  const due = JSON.stringify({ claims: owned.toSorted(), queued: wanted.toSorted() });
  if (told !== due) throw new Error(`the floor says ${told}, the records ${due}`);
}
