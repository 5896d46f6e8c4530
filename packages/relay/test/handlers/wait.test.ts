import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

/** Ann has a conversation that takes so long. */
async function talk(ann: TestRep, name: string, ms: number): Promise<void> {
  await openVisitor(relay.now.node, name).say('Hello?');
  await relay.now.clock.pass(1_200);
  await ann.answer();
  await relay.now.clock.pass(ms);
  await ann.resolve(`cnv_${name}`);
  await relay.now.clock.pass(1_200);
}

/** As many as make the team full, and one who waits. */
async function waiting(ann: TestRep, run: string) {
  const capacity = relay.now.node.world.directory().team('team_alpha')?.capacity ?? 0;
  for (let count = 0; count < capacity; count += 1) {
    await openVisitor(relay.now.node, `${run}${count}`).say('Hello?');
    await relay.now.clock.pass(1_200);
    await ann.answer();
  }
  const visitor = openVisitor(relay.now.node, `${run}last`);
  await visitor.attach();
  await visitor.say('Hello?');
  await relay.now.clock.pass(1_200);
  return visitor;
}

/** The place as the page knows it: as of the last frame that says where it is, whichever of the two kinds came last. */
function placeOf(visitor: TestVisitor) {
  const frame = visitor.frames.findLast(({ type }) => type === 'queue.moved' || type === 'engagement.changed');
  if (frame?.type === 'queue.moved') return frame;
  return frame?.type === 'engagement.changed' ? frame.engagement : undefined;
}

describe('the wait in the queue', () => {
  it('[HA57] is told with the place once three conversations ended, and not before', async () => {
    const ann = await relay.rep('rep_ann');
    await talk(ann, 'a', 120_000);
    await talk(ann, 'b', 120_000);
    const early = await waiting(ann, 'x');
    expect(early.last('engagement.changed')?.engagement).toMatchObject({ state: 'queued' });
    expect(placeOf(early)).toMatchObject({ position: 1 });
    expect(placeOf(early)).not.toHaveProperty('wait');
    await ann.resolve('cnv_x0');
    await relay.now.clock.pass(15_000);
    const second = openVisitor(relay.now.node, 'xafter');
    await second.attach();
    await second.say('Hello?');
    await relay.now.clock.pass(1_200);
    const { wait } = placeOf(second) ?? {};
    expect(wait?.toMs).toBeGreaterThan(0);
    expect(wait?.toMs ?? 0).toBeGreaterThanOrEqual(wait?.fromMs ?? 1);
  });
});
