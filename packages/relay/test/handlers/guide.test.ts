import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useTalk } from './helpers/use-talk.ts';

const { relay, talking, assignmentOf } = useTalk();

describe('pointing at the page', () => {
  const targets = [{ target: 't1', name: 'Basket', role: 'link' as const }];
  const at = (visitor: TestVisitor, url: string) =>
    visitor.raw({ type: 'context.set', context: { page: { url, title: 'Shop', type: 'product' } } });
  const look = async (rep: TestRep) =>
    rep.raw({ type: 'guide.look', ref: 7, conversation: 'cnv_v', ...(await assignmentOf()) });

  it('[HA53] asks the page the visitor is on, and tells the rep who asked', async () => {
    const { ann, visitor } = await talking();
    const bob = await relay.rep('rep_bob');
    await bob.attach('cnv_v');
    const other = openVisitor(relay.now.node, 'v');
    await other.attach();
    await at(other, 'https://alpha.example/old');
    await relay.now.clock.pass(2_000);
    await at(visitor, 'https://alpha.example/now');
    await relay.now.clock.pass(2_000);
    // Another tab says something still later; the page that reps see is the other one.
    await other.raw({ type: 'read', conversation: 'mine', offset: 1 });
    await look(ann);
    await relay.now.clock.settle();
    expect(ann.last('done')).toMatchObject({ ref: 7 });
    expect([visitor.all('guide.asked').length, other.all('guide.asked').length]).toEqual([1, 0]);
    await visitor.raw({ type: 'guide.list', targets });
    await relay.now.clock.pass(500);
    expect(ann.last('guide.listed')).toEqual({ type: 'guide.listed', conversation: 'cnv_v', targets });
    expect(bob.all('guide.listed')).toEqual([]);
    // Nobody asked for this one.
    await visitor.raw({ type: 'guide.list', targets });
    await relay.now.clock.settle();
    expect(ann.all('guide.listed')).toHaveLength(1);
    await visitor.raw({ type: 'guide.answer', offset: 9, state: 'agreed' });
    await relay.now.clock.settle();
    expect(ann.last('guide.moved')).toEqual({ type: 'guide.moved', conversation: 'cnv_v', offset: 9, state: 'agreed' });
  });

  it('[HA53] goes from node to node', async () => {
    const { ann } = await talking();
    const second = await relay.now.addNode('node_b');
    const visitor = openVisitor(second, 'v');
    await visitor.attach();
    await at(visitor, 'https://alpha.example/there');
    await relay.now.clock.pass(2_000);
    await look(ann);
    await relay.now.clock.settle();
    expect(visitor.all('guide.asked')).toHaveLength(1);
    await visitor.raw({ type: 'guide.list', targets });
    await relay.now.clock.settle();
    expect(ann.last('guide.listed')?.targets).toEqual(targets);
  });

  it('[HA53] is for the rep who has the conversation', async () => {
    const { visitor } = await talking();
    const bob = await relay.rep('rep_bob');
    await look(bob);
    expect(bob.last('refused')).toMatchObject({ ref: 7, code: 'not_owner' });
    const ann = await relay.rep('rep_ann');
    await ann.raw({ type: 'guide.look', ref: 8, conversation: 'cnv_v', epoch: 0, claim: 'x' });
    expect(ann.last('refused')).toMatchObject({ ref: 8, code: 'fenced' });
    expect(visitor.all('guide.asked')).toEqual([]);
  });
});
