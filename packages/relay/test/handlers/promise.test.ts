import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';
import { acceptanceAt, habitsAt, noteOutcome } from '../../src/handlers/invitation/memory.ts';
import { invitedNow } from '../../src/handlers/invitation/promise.ts';
import { paceOf } from '../../src/handlers/floor/pace.ts';

const relay = useRelay();
const floorOf = (team = 'team_alpha') => relay.now.store.floor.snapshot(team);
const stateOf = async (visitor: TestVisitor) =>
  (await relay.now.store.visitors.load(visitor.party.visitor))?.invitations[0]?.state;

async function asks(name: string, rule = 'unheld', value = 0) {
  const visitor = openVisitor(relay.now.node, name);
  const cart = {
    value,
    currency: relay.now.node.world.directory().site('site_alpha')?.currency ?? '',
    quantity: 1,
    items: [],
  };
  visitor.party.context = { page: { url: 'https://alpha.example/', title: '' }, cart };
  await visitor.attach();
  await visitor.request(rule);
  return visitor;
}
const step = (
  visitor: TestVisitor,
  type: 'invitation.seen' | 'invitation.accept' | 'invitation.dismiss' | 'invitation.time-out',
) => visitor.lane(type, { invitation: visitor.invitation() }).sent;
const isGranted = (visitor: TestVisitor) => visitor.last('invitation.granted') !== undefined;

describe('unheld invitations', () => {
  it('[HA85] are counted by the store while they are open, and so many more than slots as few say yes', async () => {
    await relay.rep('rep_ann');
    const visitors = [];
    for (let n = 0; n < 12; n += 1) visitors.push(await asks(`v${n}`));
    const granted = visitors.filter(isGranted);
    expect(granted.length).toBeGreaterThan(2);
    expect(granted.length).toBeLessThan(12);
    expect((await floorOf()).grants).toHaveLength(granted.length);
    await step(granted[0]!, 'invitation.dismiss');
    expect((await floorOf()).grants).toHaveLength(granted.length - 1);
    await relay.now.clock.pass(70_000);
    expect((await floorOf()).grants).toEqual([]);
  });

  it('[HA85] that are asked for at one instant are no more than those asked for one after the other', async () => {
    await relay.rep('rep_ann');
    const visitors = await Promise.all(Array.from({ length: 12 }, (_, n) => asks(`v${n}`)));
    const granted = visitors.filter(isGranted).length;
    expect(granted).toBeGreaterThan(2);
    expect(granted).toBeLessThan(9);
    expect((await floorOf()).grants).toHaveLength(granted);
  });

  it('[HA85] of two nodes are counted together', async () => {
    await relay.rep('rep_ann');
    const other = await relay.now.addNode('node_b');
    for (let n = 0; n < 8; n += 1) {
      await asks(`v${n}`);
      const visitor = openVisitor(other, `w${n}`);
      await visitor.attach();
      await visitor.request('unheld');
    }
    const both = (await floorOf()).grants.length;
    expect(both).toBeGreaterThan(2);
    expect(both).toBeLessThan(12);
  });
});

describe('capacity that is gone', () => {
  it('[HA87] takes back what nobody has seen; what was seen stays, and a yes to it waits in the queue', async () => {
    const ann = await relay.rep('rep_ann');
    const [unseen, seen] = [await asks('unseen'), await asks('seen')];
    await step(seen, 'invitation.seen');
    expect([isGranted(unseen), isGranted(seen)]).toEqual([true, true]);
    await ann.status('away');
    await relay.now.clock.pass(3_000);
    expect(await stateOf(unseen)).toBe('withdrawn');
    expect(unseen.last('invitation.withdrawn')).toBeDefined();
    expect(await stateOf(seen)).toBe('seen');
    expect((await floorOf()).grants).toMatchObject([{ conversation: 'cnv_seen' }]);
    await step(seen, 'invitation.accept');
    await relay.now.clock.pass(1_200);
    expect((await floorOf()).queue).toMatchObject([{ conversation: 'cnv_seen' }]);
    expect((await floorOf()).grants).toEqual([]);
    const rows = await relay.now.store.journal.read('site_alpha', undefined, 50);
    const withdrawn = rows.filter(({ kind }) => kind === 'invitation.withdrawn');
    expect(withdrawn).toMatchObject([{ conversation: 'cnv_unseen', reason: 'no_capacity' }]);
  });
});

describe('capacity that is partly gone', () => {
  it('[HA87] takes the smallest carts back, and leaves the others with a fair chance', async () => {
    const [ann, bob] = [await relay.rep('rep_ann'), await relay.rep('rep_bob')];
    await openVisitor(relay.now.node, 'talking').say('Hello?');
    await relay.now.clock.pass(1_200);
    await ann.answer();
    // Whoever came by themselves long ago is no sign of others to come.
    await relay.now.clock.pass(330_000);
    const visitors = [];
    for (let n = 0; n < 14; n += 1) visitors.push(await asks(`v${n}`, 'unheld', 1_000 * ((n * 5) % 14)));
    const granted = visitors.filter(isGranted);
    await bob.status('away');
    await relay.now.clock.pass(1_500);
    const kept = new Set((await floorOf()).grants.map(({ conversation }) => conversation));
    const valueOf = (visitor: TestVisitor) => visitor.party.context?.cart?.value ?? 0;
    const isKept = (visitor: TestVisitor) => kept.has(visitor.party.conversation);
    const [left, taken] = [granted.filter(isKept), granted.filter((one) => !isKept(one))];
    expect(left.length).toBeGreaterThan(0);
    expect(taken.length).toBeGreaterThan(0);
    expect(Math.min(...left.map(valueOf))).toBeGreaterThan(Math.max(...taken.map(valueOf)));
    expect(await Promise.all(taken.map(stateOf))).toEqual(taken.map(() => 'withdrawn'));
  });
});

describe('scarcity', () => {
  it('[HA86] passes small carts over once requests find no room, and says so in the journal alone', async () => {
    for (let n = 0; n < 30; n += 1) await asks(`early${n}`, 'unheld', 100 + n);
    await relay.rep('rep_ann');
    const [small, large] = [await asks('small', 'unheld', 50), await asks('large', 'unheld', 90_000)];
    expect([isGranted(small), isGranted(large)]).toEqual([false, true]);
    expect(small.last('invitation.withheld')?.reason).toBe('no_capacity');
    const rows = await relay.now.store.journal.read('site_alpha', undefined, 50);
    const missed = rows.filter(({ kind }) => kind === 'invitation.missed');
    expect(missed.map(({ reason }) => reason)).toContain('below_threshold');
    expect(missed.map(({ reason }) => reason)).toContain('no_capacity');
  });
});

describe('the pace of a floor', () => {
  it('[HA88] is learned from what a node sees: lengths, who comes, and the time to a first word', async () => {
    const ann = await relay.rep('rep_ann');
    const { clock, node } = relay.now;
    for (let n = 0; n < 5; n += 1) {
      const visitor = openVisitor(node, `v${n}`);
      await visitor.say('Hello?');
      await clock.pass(1_200);
      await ann.answer();
      await clock.pass(1_200);
      await ann.say(`cnv_v${n}`, 'Hello!');
      await clock.pass(60_000);
      await ann.resolve(`cnv_v${n}`);
      await clock.pass(6_000);
    }
    const pace = paceOf(node.world, 'team_alpha', (await floorOf()).at);
    expect(Math.exp(pace.lengths?.mean ?? 0)).toBeGreaterThan(50_000);
    expect(Math.exp(pace.lengths?.mean ?? 0)).toBeLessThan(80_000);
    expect(pace.arrivals).toBeGreaterThan(0);
    expect(pace.wordMs).toBeLessThan(5_000);
    expect(pace.brake.share).toBe(0);
  });

  it('[HA88] is known to a node that begins, and with it how invitations are answered', async () => {
    const ann = await relay.rep('rep_ann');
    const { clock, node } = relay.now;
    for (let n = 0; n < 6; n += 1) {
      const visitor = await asks(`v${n}`);
      await clock.pass(2_000);
      if (n < 3) {
        await step(visitor, 'invitation.dismiss');
        continue;
      }
      await step(visitor, 'invitation.accept');
      await clock.pass(1_200);
      await ann.answer();
      await clock.pass(60_000);
      await ann.resolve(`cnv_v${n}`);
      await clock.pass(6_000);
    }
    const began = await relay.now.addNode('node_b');
    await began.floor.settled();
    expect(acceptanceAt(began.world, 'site_alpha', 'unheld')).toBeCloseTo(
      acceptanceAt(node.world, 'site_alpha', 'unheld'),
      6,
    );
    expect(acceptanceAt(began.world, 'site_alpha', 'unheld')).toBeGreaterThan(0.2);
    const habits = habitsAt(began.world, 'site_alpha');
    expect(habits).toEqual(habitsAt(node.world, 'site_alpha'));
    expect(habits.acceptAfterMs).toBeLessThan(10_000);
    expect(habits.saidNo).toBeGreaterThan(0.5);
    const { at } = await floorOf();
    const { lengths } = paceOf(began.world, 'team_alpha', at);
    expect(Math.exp(lengths?.mean ?? 0)).toBeGreaterThan(50_000);
    expect(Math.exp(lengths?.mean ?? 0)).toBeLessThan(80_000);
  });

  it('[HA88] of invitations counts each once, also where another request comes between its end and the page’s word', async () => {
    await relay.rep('rep_ann');
    const { world } = relay.now.node;
    const visitor = await asks('v');
    await relay.now.clock.pass(60_200);
    await asks('other');
    await step(visitor, 'invitation.time-out');
    expect(await stateOf(visitor)).toBe('timed_out');
    // One in five is worth twenty outcomes of the site, and what that makes is worth twenty of the rule.
    const once = (((0.2 * 20) / 21) * 20) / 21;
    expect(acceptanceAt(world, 'site_alpha', 'unheld')).toBeCloseTo(once, 9);
    await relay.now.clock.pass(5_000);
    await asks('third');
    expect(acceptanceAt(world, 'site_alpha', 'unheld')).toBeCloseTo(once, 9);
  });

  it('[HA88] of invitations is each site’s own, whoever else shares the team', async () => {
    const { world } = relay.now.node;
    const invitation = {
      ...{
        id: 'inv_b',
        rule: 'rule_b',
        playbook: 'beta-1',
        isAtRisk: false,
        isHeld: false,
        text: '',
        session: 's',
        seq: 1,
      },
      ...{ state: 'accepted' as const, grantedAt: 0, expiresAt: 60_000, answeredAt: 5_000 },
    };
    for (let n = 0; n < 100; n += 1) noteOutcome(world, { site: 'site_beta', visitor: 'vis_b' }, invitation);
    const alpha = world.directory().site('site_alpha');
    if (alpha === undefined) throw new Error('no such site');
    const { shareOf } = invitedNow(alpha, world);
    const grant = { grant: 'inv_other', conversation: 'cnv_x', at: 0, until: 1 };
    expect(shareOf({ ...grant, site: 'site_beta' })).toBeGreaterThan(0.8);
    expect(shareOf({ ...grant, site: 'site_alpha' })).toBe(0.2);
  });
});
