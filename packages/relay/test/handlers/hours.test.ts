import { describe, expect, it } from 'vitest';
import { changeSite, changeTeam } from './helpers/change-shop.ts';
import { overflowsOf } from './helpers/overflows.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

/** The test's clock begins on a Monday at nine, UTC. */
const monday = (from: string, to: string) => ({ days: ['mon' as const], from, to });
const hours = (from: string, to: string) => ({ timeZone: 'UTC', week: [monday(from, to)] });

describe('hours', () => {
  it('[RT12] outside its own a team is not rung; the next one is asked at once, and the journal says why', async () => {
    await changeTeam(relay.now, 'team_alpha', { hours: hours('12:00', '18:00') });
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    await relay.waiting('v');
    expect(sam.all('ring.started')).toHaveLength(1);
    expect(ann.all('ring.started')).toHaveLength(0);
    expect(await overflowsOf(relay.now)).toEqual([{ team: 'team_shared', reason: 'outside_hours', isShared: true }]);
  });

  it('[RT12] keeps the place in the own team’s line: it rings there once that opens', async () => {
    await changeTeam(relay.now, 'team_alpha', { hours: hours('09:01', '18:00') });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    expect((await relay.engagementOf('cnv_v'))?.teams).toEqual(['team_alpha', 'team_shared']);
    await relay.now.clock.pass(60_000);
    expect(ann.all('ring.started')).toHaveLength(1);
  });

  it('[RT12] of a step hold for that site alone', async () => {
    const { sites } = await relay.now.store.directory.load();
    const route = sites.find(({ id }) => id === 'site_alpha')?.route ?? [];
    const shut = hours('12:00', '18:00');
    await changeSite(relay.now, { route: route.map((one, place) => (place === 1 ? { ...one, hours: shut } : one)) });
    const sam = await relay.rep('rep_sam');
    await relay.waiting('a');
    expect((await relay.engagementOf('cnv_a'))?.teams).toEqual(['team_alpha']);
    expect(sam.all('ring.started')).toHaveLength(0);
    await relay.waiting('b', { site: 'site_beta' });
    expect(sam.last('ring.started')).toMatchObject({ conversation: 'cnv_b' });
  });

  it('[RT12] and shifts decide the bands, and follow the clock', async () => {
    await changeTeam(relay.now, 'team_alpha', {
      hours: hours('09:00', '09:01'),
      shifts: [{ reps: ['rep_bob'], ...monday('00:00', '24:00') }],
    });
    const visitor = openVisitor(relay.now.node, 'v');
    await relay.rep('rep_ann');
    await relay.now.clock.pass(5_000);
    expect(relay.now.node.floor.availability('site_alpha')).toBe('none');
    await relay.rep('rep_bob');
    await relay.now.clock.pass(5_000);
    expect(visitor.last('availability.changed')).toMatchObject({ availability: 'now' });
    await relay.now.clock.pass(60_000);
    expect(visitor.last('availability.changed')).toMatchObject({ availability: 'none' });
  });
});

describe('a shift that is over', () => {
  it('[RT13] leaves a rep the conversations, and brings no new rings', async () => {
    await changeTeam(relay.now, 'team_alpha', { shifts: [{ reps: ['rep_ann'], ...monday('09:00', '09:01') }] });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    expect(await ann.answer()).toBe('done');
    await relay.now.clock.pass(60_000);
    const sam = await relay.rep('rep_sam');
    await relay.waiting('w');
    expect(ann.last('floor.changed')?.reps.find(({ id }) => id === 'rep_ann')).toMatchObject({ isOffShift: true });
    expect(ann.all('ring.started')).toHaveLength(1);
    expect(sam.last('ring.started')).toMatchObject({ conversation: 'cnv_w' });
    expect(await relay.engagementOf('cnv_v')).toMatchObject({ state: 'active' });
    await ann.say('cnv_v', 'Still here.');
    expect(ann.all('refused')).toEqual([]);
  });
});
