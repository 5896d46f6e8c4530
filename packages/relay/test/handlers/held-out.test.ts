import { armOf } from '@tillside/rules';
import type { Experiment } from '@tillside/rules';
import { unpackTrace } from '@tillside/rules/explain';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor, traceOf } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const greeting: Experiment = {
  id: 'greeting',
  arms: [
    { id: 'none', share: 50, holdout: true },
    { id: 'warm', share: 25 },
    { id: 'plain', share: 25 },
  ],
};
const rule = leaving({ audience: { experiment: 'greeting', arms: ['warm'] } });

beforeEach(() => changeSite(relay.now, { playbook: 'p2' }, { version: 'p2', experiments: [greeting], rules: [rule] }));

/** The n-th visitor who is drawn into the arm. */
function inArm(arm: string, n = 0): string {
  const names = Array.from({ length: 200 }, (_, index) => `v${index}`);
  const found = names.filter((name) => armOf(greeting, `vis_${name}`).id === arm)[n];
  if (found === undefined) throw new Error(`nobody of 200 is in ${arm}`);
  return found;
}

async function asks(name: string) {
  const visitor = openVisitor(relay.now.node, name);
  await visitor.request('leaving', 'p2');
  return visitor;
}

const rows = async () => (await relay.now.store.journal.read('site_alpha', undefined, 20)).toReversed();
const loads = async () => (await relay.now.store.floor.snapshot('team_alpha')).reps.map(({ load }) => load);

describe('a visitor of a holdout', () => {
  it('[HA38] is told so, nothing is reserved or remembered, and the journal says that a rep was there', async () => {
    await relay.rep('rep_ann');
    const visitor = await asks(inArm('none'));
    expect(visitor.last('invitation.withheld')).toMatchObject({ reason: 'held_out', rule: 'leaving' });
    expect(visitor.last('invitation.granted')).toBeUndefined();
    expect(await loads()).toEqual([0]);
    expect(await relay.now.store.visitors.load(visitor.party.visitor)).toBeUndefined();
    const [row] = await rows();
    expect(row).toMatchObject({
      kind: 'invitation.would_grant',
      rule: 'leaving',
      playbook: 'p2',
      experiment: 'greeting',
      arm: 'none',
      visitor: visitor.party.visitor,
    });
    expect(unpackTrace(row?.trace ?? '', rule)).toMatchObject({ rule: 'leaving', arm: 'none' });
  });

  it('[HA38] is missed where nobody could have answered, and is told the same', async () => {
    const visitor = await asks(inArm('none'));
    expect(visitor.last('invitation.withheld')?.reason).toBe('held_out');
    const [row] = await rows();
    expect(row).toMatchObject({
      kind: 'invitation.missed',
      experiment: 'greeting',
      arm: 'none',
      reason: 'no_capacity',
    });
    expect(row?.trace).toBeDefined();
  });

  it('[HA38] gets the same answer again, from one line', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, inArm('none'));
    const body = { rule: 'leaving', playbook: 'p2', trace: traceOf('leaving') };
    const { frame, sent } = visitor.lane('invitation.request', body);
    await sent;
    await visitor.raw(frame);
    expect(visitor.all('invitation.withheld').map(({ reason }) => reason)).toEqual(['held_out', 'held_out']);
    expect(await rows()).toHaveLength(1);
  });

  it('[HA38] who could not have been invited either is no part of the comparison', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, inArm('none'));
    await visitor.say('Hello');
    await visitor.request('leaving', 'p2');
    expect(visitor.last('invitation.withheld')?.reason).toBe('in_conversation');
    expect((await rows()).filter(({ kind }) => kind.startsWith('invitation.'))).toMatchObject([
      { kind: 'invitation.suppressed', reason: 'in_conversation', experiment: 'greeting', arm: 'none' },
    ]);
  });

  it('[HA38] is held out whatever arm the page says', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, inArm('none'));
    const trace = { ...traceOf('leaving'), arm: 'warm' };
    await visitor.lane('invitation.request', { rule: 'leaving', playbook: 'p2', arm: 'warm', trace }).sent;
    expect(visitor.last('invitation.withheld')?.reason).toBe('held_out');
    expect(await rows()).toMatchObject([{ arm: 'none' }]);
  });
});

describe('a visitor of another arm', () => {
  it('[HA38] is invited where the rule means it, and every line of the invitation’s life says which arm', async () => {
    await relay.rep('rep_ann');
    const visitor = await asks(inArm('warm'));
    await visitor.lane('invitation.seen', { invitation: visitor.invitation() }).sent;
    await visitor.lane('invitation.dismiss', { invitation: visitor.invitation() }).sent;
    const told = (await rows()).map(({ kind, experiment, arm }) => [kind, experiment, arm]);
    expect(told).toEqual([
      ['invitation.granted', 'greeting', 'warm'],
      ['invitation.seen', 'greeting', 'warm'],
      ['invitation.dismissed', 'greeting', 'warm'],
    ]);
  });

  it('[HA38] is refused where it does not', async () => {
    await relay.rep('rep_ann');
    const visitor = await asks(inArm('plain'));
    expect(visitor.last('invitation.withheld')?.reason).toBe('other_arm');
    expect(await rows()).toMatchObject([{ kind: 'invitation.suppressed', reason: 'other_arm', arm: 'plain' }]);
    expect(await loads()).toEqual([0]);
  });
});
