import type { VisitorFrame } from '@tillside/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSite, changeTeam } from './helpers/change-shop.ts';
import { createFault } from './helpers/fault.ts';
import { createTestWorld } from './helpers/node.ts';
import type { TestNode, TestRelayWorld } from './helpers/node.ts';
import { openRep, openVisitor, traceOf } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';

const visitorNames = ['u', 'v', 'w', 'x', 'y'];
const repIds = ['rep_ann', 'rep_bob', 'rep_bea', 'rep_sam'];
const teams = ['team_alpha', 'team_beta', 'team_shared'];

/** What may happen; `who` and `node` are taken modulo how many there are. */
const steps = fc.array(
  fc.record({
    does: fc.constantFrom(
      'say',
      'say',
      'say',
      'request',
      'accept',
      'decline',
      'dismiss',
      'seen',
      'answer',
      'answer',
      'pass on',
      'reply',
      'resolve',
      'resolve',
      'end wrap-up',
      'put off',
      'give to rep',
      'give to team',
      'take over',
      'reason',
      'leave message',
      'away',
      'hand over',
      'available',
      'leave',
      'come',
      'order',
      'fault',
      'wait',
      'wait long',
      'wait very long',
    ),
    who: fc.nat(19),
    isAtOnce: fc.boolean(),
  }),
  { minLength: 20, maxLength: 60 },
);

async function play(life: readonly { does: string; who: number; isAtOnce: boolean }[]): Promise<void> {
  const fault = createFault();
  const relay = await createTestWorld(fault.wrap);
  const nodes: TestNode[] = [relay.node, await relay.addNode('node_b')];
  const visitors = visitorNames.map((name, index) =>
    openVisitor(nodes[index % 2] ?? relay.node, name, index < 3 ? 'site_alpha' : 'site_beta'),
  );
  for (const visitor of visitors) await visitor.attach();
  await changeTeam(relay, 'team_alpha', { wrapUpMs: 20_000 });
  await changeTeam(relay, 'team_shared', { acceptsAutomatically: true });
  await changeSite(relay, { idleMs: 40_000, transferTo: ['team_beta'] });
  for (const node of nodes) await node.refresh();
  const reps = new Map<string, TestRep>();
  const come = async (id: string, index: number) => {
    if (!reps.has(id)) reps.set(id, await openRep(nodes[index % 2] ?? relay.node, id));
    await reps.get(id)?.status('available');
  };
  for (const [index, id] of repIds.entries()) await come(id, index);

  for (const { does, who, isAtOnce } of life) {
    const done = step(does, who);
    if (!isAtOnce) await done;
    else void done;
    if (!isAtOnce) await relay.clock.settle();
    await expectNobodyOverloaded(relay);
  }

  async function step(does: string, who: number): Promise<void> {
    const visitor = visitors[who % visitors.length];
    const id = repIds[who % repIds.length] ?? '';
    const rep = reps.get(id);
    if (visitor === undefined) return;
    try {
      if (does === 'come') await come(id, who);
      else if (does === 'leave') {
        reps.delete(id);
        await rep?.leave();
      } else if (does === 'fault') fault.arm(1 + who, who % 2 === 0 ? 'before' : 'after');
      else if (does === 'wait') await relay.clock.pass(1_000);
      else if (does === 'wait long') await relay.clock.pass(25_000);
      else if (does === 'wait very long') await relay.clock.pass(90_000);
      else if (['say', 'leave message', 'request', 'accept', 'decline', 'dismiss', 'seen', 'order'].includes(does)) {
        await actAsVisitor(visitor, does);
      } else if (rep !== undefined) await actAsRep(rep, does, who);
    } catch (error) {
      // Only what nobody answers rejects: a presence that could not be said.
      expect(String(error)).toContain('armed');
    }
  }

  // Quiet: everybody is there, nothing fails, and time passes until every lease, ring and promise is over.
  fault.disarm();
  await relay.clock.settle();
  for (const visitor of visitors) await sendAgain(visitor);
  for (const [index, id] of repIds.entries()) await come(id, index);
  for (let turn = 0; turn < 8; turn += 1) await relay.clock.pass(15_000);
  await expectWhole(relay, visitors);
  await relay.close();
}

/** What a client keeps until it is acknowledged; sent again, in order, before anything new. */
const outboxes = new WeakMap<TestVisitor, VisitorFrame[]>();

async function sendAgain(visitor: TestVisitor): Promise<void> {
  const isAcknowledged = (frame: VisitorFrame) =>
    'seq' in frame &&
    visitor.all('acked').some(({ conversation, seq }) => conversation === frame.conversation && seq === frame.seq);
  const left = (outboxes.get(visitor) ?? []).filter((frame) => !isAcknowledged(frame));
  outboxes.set(visitor, left);
  for (const frame of left) await visitor.raw(frame);
}

async function actAsVisitor(visitor: TestVisitor, does: string): Promise<void> {
  const { session } = visitor;
  const laned = () => ({ session, conversation: 'visitor' as const, seq: visitor.seqOf('visitor') });
  const frameOf = (): VisitorFrame => {
    if (does === 'say') {
      return { type: 'message.send', session, conversation: 'mine', seq: visitor.seqOf('mine'), body: { text: 'Hi' } };
    }
    if (does === 'leave message') {
      const body = { text: 'Later', wants: 'message' as const };
      return { type: 'message.send', session, conversation: 'mine', seq: visitor.seqOf('mine'), body };
    }
    if (does === 'request') {
      const body = { rule: 'leaving', playbook: 'alpha-1', trace: traceOf('leaving') };
      return { type: 'invitation.request', ...laned(), body };
    }
    if (does === 'order') {
      return { type: 'order.report', ...laned(), body: { transactionId: 'T', value: 1, currency: 'USD' } };
    }
    const type = `invitation.${does}` as 'invitation.accept';
    return { type, ...laned(), body: { invitation: visitor.invitation() || 'inv_none' } };
  };
  await sendAgain(visitor);
  const frame = frameOf();
  outboxes.set(visitor, [...(outboxes.get(visitor) ?? []), frame]);
  await visitor.raw(frame);
}

async function actAsRep(rep: TestRep, does: string, who: number): Promise<void> {
  const ring = rep.last('ring.started');
  const { mine = [], queue = [] } = rep.last('floor.changed') ?? {};
  const own = (...states: readonly string[]) => mine.find(({ state }) => states.includes(state))?.conversation;
  const talk = own('active', 'by_message');
  if (does === 'away' || does === 'available') return rep.status(does);
  if (does === 'hand over') return rep.status('away', 'hand_over');
  if (does === 'answer' && ring !== undefined) await rep.answer();
  if (does === 'pass on' && ring !== undefined) {
    await rep.command('engagement.decline', ring.conversation, { engagement: ring.engagement });
  }
  const wrapping = own('wrap_up');
  if (does === 'end wrap-up' && wrapping !== undefined) await rep.under('engagement.finish', wrapping);
  const left = queue.find(({ state }) => state === 'by_message');
  if (does === 'take over' && left !== undefined) {
    const { conversation, engagement } = left;
    await rep.command('engagement.accept', conversation, { engagement, takesOver: true });
  }
  if (talk === undefined) return;
  if (does === 'reply') await rep.say(talk, 'Hi');
  if (does === 'resolve') await rep.resolve(talk);
  if (does === 'put off') await rep.under('engagement.put-off', talk);
  if (does === 'give to rep') await rep.give(talk, { rep: repIds[who % repIds.length] ?? '' });
  if (does === 'give to team') await rep.give(talk, { team: teams[who % teams.length] ?? '' });
  if (does === 'reason') await rep.command('reason.set', talk, { ...rep.assignment(talk), reason: 'order' });
}

/** At no moment has anybody more than the capacity, whatever is given to whom. */
async function expectNobodyOverloaded({ store }: TestRelayWorld): Promise<void> {
  for (const team of teams) {
    // A fault that is armed may hit this look as well.
    const floor = await store.floor.snapshot(team).catch(() => undefined);
    for (const { load } of floor?.reps ?? []) expect(load).toBeLessThanOrEqual(2);
  }
}

/** The floor is what the records say, and nothing else. */
async function expectWhole({ store }: TestRelayWorld, visitors: readonly TestVisitor[]): Promise<void> {
  const floors = await Promise.all(teams.map(async (team) => ({ team, ...(await store.floor.snapshot(team)) })));
  const claims = floors.flatMap(({ team, claims }) =>
    claims.map((claim) => `${team} ${claim.conversation} ${claim.claim}`),
  );
  const queued = floors.flatMap(({ team, queue }) => queue.map(({ conversation }) => `${team} ${conversation}`));
  const wantedClaims: string[] = [];
  const wantedQueued: string[] = [];
  for (const { party } of visitors) {
    const { record } = await store.conversations.view(party.conversation);
    const engagement = record?.engagement;
    if (engagement?.state === 'by_message') {
      const team = record?.owner?.team ?? engagement.teams[0];
      const listed = floors.filter(({ byMessage }) => byMessage.some((one) => one.conversation === party.conversation));
      expect(listed.map((floor) => floor.team)).toContain(team);
      expect(record?.owner).toBeDefined();
    } else if (record?.owner !== undefined) {
      wantedClaims.push(`${record.owner.team} ${party.conversation} ${record.owner.claim}`);
    } else if (engagement?.state === 'queued') {
      wantedQueued.push(...engagement.teams.map((team) => `${team} ${party.conversation}`));
    }
    const entries = await store.conversations.read(party.conversation, 0, 2_000);
    const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
    const isOpen = engagement !== undefined && engagement.state !== 'resolved';
    const begun = count('engagement.opened') + count('engagement.reopened');
    expect(begun - count('engagement.resolved')).toBe(isOpen ? 1 : 0);
    expect(engagement?.transfer).toBeUndefined();
    expect(engagement?.state).not.toBe('wrap_up');
    const pending = (await store.visitors.load(party.visitor))?.invitations.filter(
      ({ state }) => state === 'granted' || state === 'seen',
    );
    expect(pending ?? []).toEqual([]);
  }
  expect(claims.toSorted()).toEqual(wantedClaims.toSorted());
  expect(queued.toSorted()).toEqual(wantedQueued.toSorted());
  for (const floor of floors) for (const { load } of floor.reps) expect(load).toBeLessThanOrEqual(2);
}

describe('whatever visitors, reps, nodes and the store do', () => {
  it('[HA14, HA15, HA29] in the end the floor is what the records say', { timeout: 300_000 }, async () => {
    await fc.assert(fc.asyncProperty(steps, play), { numRuns: 12, endOnFailure: true });
  });

  it('[HA14, HA15] a yes to an invitation that nobody knows leads to a talk, whichever step fails on the way', async () => {
    for (let who = 0; who < 20; who += 1) {
      await play([
        { does: 'fault', who, isAtOnce: true },
        { does: 'accept', who: 17, isAtOnce: false },
      ]);
    }
  });
});
