import { describe, expect, it } from 'vitest';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const day = 86_400_000;
const reason = (visitor: TestVisitor) => visitor.last('invitation.withheld')?.reason;
const boundUntil = async () => (await relay.now.store.visitors.load('vis_v'))?.declinedUntil;

async function declined(version?: string) {
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.request('leaving', version);
  await visitor.lane('invitation.decline', { invitation: visitor.invitation() }).sent;
  return visitor;
}

describe('a “no, thanks”', () => {
  it('[HA41] binds every tab and device of the visitor, on every node', async () => {
    await relay.rep('rep_ann');
    await declined();
    const tab = openVisitor(relay.now.node, 'v');
    await tab.request('browsing');
    expect(reason(tab)).toBe('declined');
    const elsewhere = openVisitor(await relay.now.addNode('node_b'), 'v');
    await elsewhere.request('leaving');
    expect(reason(elsewhere)).toBe('declined');
  });

  it('[HA41] binds for the days of the playbook that invited, and no later playbook shortens it', async () => {
    await relay.rep('rep_ann');
    const long = { version: 'p1', limits: { declinedDays: 300 }, rules: [leaving()] };
    const short = { version: 'p2', limits: { declinedDays: 30 }, rules: [leaving()] };
    await changeSite(relay.now, { playbook: 'p2', previousPlaybook: 'p1' }, long, short);
    const from = relay.now.clock.now();
    const visitor = await declined('p1');
    expect((await boundUntil())! - from).toBe(300 * day);
    await changeSite(relay.now, { playbook: 'p2' });
    await visitor.request('leaving', 'p2');
    expect(reason(visitor)).toBe('declined');
    expect((await boundUntil())! - from).toBe(300 * day);
  });

  it('[HA41] is lifted when the visitor opens the chat', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await declined();
    await visitor.say('One question after all');
    expect(await boundUntil()).toBeUndefined();
    await relay.now.clock.pass(200);
    await ann.answer();
    await relay.now.clock.pass(200);
    await ann.resolve(visitor.party.conversation);
    await visitor.request('browsing');
    expect(visitor.last('invitation.granted')?.rule).toBe('browsing');
  });

  it('[HA41] is lifted by a yes that comes after it, too', async () => {
    await relay.rep('rep_ann');
    const visitor = await declined();
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    expect(await boundUntil()).toBeUndefined();
  });
});
