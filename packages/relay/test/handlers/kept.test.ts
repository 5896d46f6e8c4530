import { describe, expect, it } from 'vitest';
import { changeTeam } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();
let visitors = 0;

async function isInvited(site: 'site_alpha' | 'site_beta'): Promise<boolean> {
  const visitor = openVisitor(relay.now.node, `k${(visitors += 1)}`, site);
  await visitor.attach();
  await visitor.request('leaving');
  return visitor.last('invitation.granted') !== undefined;
}

describe('invitations of two sites that share a team', () => {
  it('[HA96] leave a slot to the site that asks as well and has less than its share', async () => {
    await changeTeam(relay.now, 'team_shared', { capacity: 4 });
    await relay.rep('rep_sam');
    expect(await isInvited('site_beta')).toBe(true);
    const alpha = [];
    for (let n = 0; n < 4; n += 1) alpha.push(await isInvited('site_alpha'));
    expect(alpha).toEqual([true, true, false, false]);
    expect(await isInvited('site_beta')).toBe(true);
    expect(await isInvited('site_beta')).toBe(false);
  });

  it('[HA96] may have them all while no other site asks', async () => {
    await changeTeam(relay.now, 'team_shared', { capacity: 4 });
    await relay.rep('rep_sam');
    expect(await isInvited('site_beta')).toBe(true);
    await relay.now.clock.pass(70_000);
    const alpha = [];
    for (let n = 0; n < 5; n += 1) alpha.push(await isInvited('site_alpha'));
    expect(alpha).toEqual([true, true, true, true, false]);
  });
});
