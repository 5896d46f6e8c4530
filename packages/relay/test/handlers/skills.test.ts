import { describe, expect, it } from 'vitest';
import { changeRep, changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const rules = [
  leaving({ id: 'fitting', invite: { text: { en: '{rep}' }, skills: ['fitting'] } }),
  leaving({ id: 'both', invite: { text: { en: '{rep}' }, skills: ['fitting', 'fr'] } }),
  leaving({ id: 'team', invite: { held: false, text: { en: 'We' }, skills: ['fr'] } }),
];
const publish = () => changeSite(relay.now, { playbook: 'p2' }, { version: 'p2', rules });

async function asks(name: string, rule: string) {
  const visitor = openVisitor(relay.now.node, name);
  await visitor.request(rule, 'p2');
  const granted = visitor.last('invitation.granted');
  return granted?.rep?.id ?? granted?.team?.reps.map(({ id }) => id) ?? visitor.last('invitation.withheld')?.reason;
}

describe('what a rule wants of a rep', () => {
  it('[HA40] restricts who is promised: all skills, along the route', async () => {
    for (const id of ['rep_ann', 'rep_bob', 'rep_sam']) await relay.rep(id);
    await publish();
    await changeRep(relay.now, 'rep_bob', { skills: ['fitting'] });
    await changeRep(relay.now, 'rep_sam', { skills: ['fitting', 'fr'] });
    expect(await asks('a', 'fitting')).toBe('rep_bob');
    expect(await asks('b', 'both')).toBe('rep_sam');
    expect(await asks('c', 'team')).toEqual(['rep_sam']);
    expect(await asks('d', 'fitting')).toBe('rep_bob');
    // The slot that is left is what the unheld one counts on.
    expect(await asks('e', 'fitting')).toBe('no_capacity');
    expect(await asks('f', 'both')).toBe('no_capacity');
    // Of two who are invited unheld hardly both say yes; of three it would be too many.
    expect(await asks('g', 'team')).toEqual(['rep_sam']);
    expect(await asks('h', 'team')).toBe('no_capacity');
  });
});

describe('bands', () => {
  it('[HA26] are told by team and by skill, with the band of the site and alone', async () => {
    const { node, clock } = relay.now;
    await changeRep(relay.now, 'rep_ann', { skills: ['fitting'] });
    await changeRep(relay.now, 'rep_sam', { skills: ['fitting', 'fr'] });
    await clock.pass(5_000);
    const visitor = openVisitor(node, 'v');
    const ann = await relay.rep('rep_ann');
    expect(node.floor.bands('site_alpha')).toEqual({
      teams: { team_alpha: 'now', team_shared: 'none' },
      skills: { fitting: 'now', fr: 'none' },
    });
    await clock.pass(5_000);
    expect(visitor.last('availability.changed')).toEqual({
      type: 'availability.changed',
      availability: 'now',
      bands: node.floor.bands('site_alpha'),
    });
    await relay.rep('rep_sam');
    await clock.pass(5_000);
    expect(visitor.last('availability.changed')).toEqual({
      type: 'availability.changed',
      availability: 'now',
      bands: { teams: { team_alpha: 'now', team_shared: 'now' }, skills: { fitting: 'now', fr: 'now' } },
    });
    await ann.status('away');
    await clock.pass(5_000);
    expect(node.floor.bands('site_alpha').teams['team_alpha']).toBe('none');
    expect(node.floor.bands('site_gone')).toEqual({ teams: {}, skills: {} });
  });
});
