import { describe, expect, it } from 'vitest';
import { openRep, openVisitor } from './helpers/parties.ts';
import type { TestRep } from './helpers/parties.ts';
import { useTalk } from './helpers/use-talk.ts';

const { relay, bodies } = useTalk();

const recordOf = async () => {
  const { record } = await relay.now.store.conversations.view('cnv_v');
  if (record === undefined) throw new Error('there is no record');
  return record;
};
/** Ann has answered, and was told under what. */
async function talking(): Promise<TestRep> {
  const ann = await relay.rep('rep_ann');
  await openVisitor(relay.now.node, 'v').say('Hello?');
  await relay.now.clock.pass(300);
  await ann.answer();
  await relay.now.clock.pass(300);
  return ann;
}
const claimsOf = async () => (await relay.now.store.floor.snapshot('team_alpha')).claims;

/** The record is what it was before anybody had it, as from a replica that took over too early. */
async function loseTail(): Promise<void> {
  const { owner: _owner, ...record } = await recordOf();
  const { acceptedAt: _accepted, ringingUntil: _until, ...engagement } = record.engagement!;
  const before = { ...record, epoch: 0, engagement: { ...engagement, state: 'queued' as const } };
  await relay.now.store.conversations.commit(before, record.revision, []);
}

/** Ann gave it to Bob, who has answered: it waited under epoch 2, and is his under 3. */
async function given(ann: TestRep): Promise<TestRep> {
  const bob = await relay.rep('rep_bob');
  await ann.give('cnv_v', { rep: 'rep_bob' });
  await relay.now.clock.pass(300);
  await bob.answer();
  await relay.now.clock.pass(300);
  return bob;
}

describe('a store that lost the tail of a record', () => {
  it('[HA92] gets it back from a message that proves the higher epoch: the rep notices nothing', async () => {
    const ann = await talking();
    const before = await recordOf();
    await loseTail();
    await ann.say('cnv_v', 'Are you still there?');
    expect(ann.last('acked')).toBeDefined();
    expect(ann.all('refused')).toEqual([]);
    const { epoch, owner, engagement } = await recordOf();
    expect({ epoch, owner }).toEqual({ epoch: before.epoch, owner: before.owner });
    expect(engagement).toMatchObject({ id: before.engagement?.id, state: 'active' });
    expect(await bodies('message')).toContainEqual(['rep', { text: 'Are you still there?' }]);
    await relay.now.clock.pass(300);
    expect(await claimsOf()).toMatchObject([{ claim: before.owner?.claim, rep: 'rep_ann', state: 'confirmed' }]);
    expect(ann.all('ring.started')).toHaveLength(1);
  });

  it('[HA92] gets it back from a command, too, and messages that follow each other stay in order', async () => {
    const ann = await talking();
    await loseTail();
    expect(await ann.command('reason.set', 'cnv_v', { ...ann.assignment('cnv_v'), reason: 'order' })).toBe('done');
    expect(await recordOf()).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann' }, engagement: { reason: 'order' } });
    await loseTail();
    await Promise.all(['one', 'two', 'three'].map((text) => ann.say('cnv_v', text)));
    const said = (await bodies('message')).flatMap(([by, { text }]) => (by === 'rep' ? [text] : []));
    expect(['one', 'two', 'three'].slice(0, said.length)).toEqual(said);
    expect(said.length + ann.all('rewind').length).toBe(3);
    const told = relay.now.node.events.filter(({ name }) => name === 'conversation.raised');
    expect(told).toMatchObject([{ epoch: 1 }, { epoch: 1 }]);
  });

  it('[HA92] is raised by nothing that the relay did not tell this very rep', async () => {
    const ann = await talking();
    const { epoch, claim } = ann.assignment('cnv_v');
    const [bare = ''] = claim.split('.');
    const sam = await openRep(relay.now.node, 'rep_sam');
    await loseTail();
    const stands = await recordOf();
    const forged: [TestRep, number, string][] = [
      // Another rep's, another epoch's, no seal, another conversation's seal, a claim nobody had.
      [sam, epoch, claim],
      [ann, epoch + 1, claim],
      [ann, epoch, bare],
      [ann, epoch, `${bare}.`],
      [ann, epoch, `${bare}.${relay.now.node.world.seals.make(`cnv_w ${epoch} rep_ann ${bare}`)}`],
      [ann, epoch, `clm_other.${claim.split('.')[1]}`],
    ];
    for (const [rep, under, named] of forged) {
      const at = rep.all('refused').length;
      await rep.say('cnv_v', 'Mine', { epoch: under, claim: named });
      expect(rep.all('refused').slice(at), named).toMatchObject([{ code: at === 0 ? 'fenced' : 'behind_refused' }]);
      await rep.command('engagement.put-off', 'cnv_v', { epoch: under, claim: named });
      expect(await recordOf()).toEqual(stands);
    }
    expect((await bodies('message')).filter(([by]) => by === 'rep')).toEqual([]);
  });

  it('[HA92] is the former owner’s only until the later one speaks, and never again after', async () => {
    const ann = await talking();
    const former = ann.assignment('cnv_v');
    const bob = await given(ann);
    await loseTail();
    await ann.say('cnv_v', 'Written before I gave it away', former);
    expect(await recordOf()).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann' } });
    await bob.say('cnv_v', 'I have it');
    expect(await recordOf()).toMatchObject({ epoch: 3, owner: { rep: 'rep_bob' } });
    await relay.now.clock.pass(300);
    expect(await claimsOf()).toMatchObject([{ rep: 'rep_bob' }]);
    await ann.say('cnv_v', 'And now?', former);
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
    expect(await recordOf()).toMatchObject({ epoch: 3, owner: { rep: 'rep_bob' } });
  });

  it('[HA92] stays with whoever got as far since', async () => {
    const ann = await talking();
    const former = ann.assignment('cnv_v');
    await loseTail();
    await ann.status('away');
    const record = await recordOf();
    const owner = { rep: 'rep_bob', team: 'team_alpha', claim: 'clm_bob' };
    const engagement = { ...record.engagement!, state: 'active' as const };
    await relay.now.store.conversations.commit({ ...record, epoch: 1, owner, engagement }, record.revision, []);
    await ann.say('cnv_v', 'Still mine?', former);
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
    expect(await recordOf()).toMatchObject({ epoch: 1, owner });
  });
});
