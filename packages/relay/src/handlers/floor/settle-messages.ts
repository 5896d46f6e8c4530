import { isOwnerGone } from '../authority.ts';
import { consequences } from '../../core/conversation/consequences.ts';
import { assignOwner } from '../conversation/assign-owner.ts';
import { runEffects } from '../conversation/effects.ts';
import type { World } from '../types.ts';
import type { TeamState } from './team-state.ts';

/**
 * The record is the truth: what is by message no more does not lie on the list, and what another team's rep has lies with that team. What is
 * nobody's, or belongs to a rep who does not work here any more, becomes one rep's.
 *
 * @returns whether anything changed, so that the floor must be looked at again
 */
export async function settleMessages({ team, floor, views }: TeamState, world: World): Promise<boolean> {
  let isChanged = false;
  for (const { conversation, rep } of floor.byMessage) {
    const record = views.get(conversation)?.record;
    const isOurs = record?.owner === undefined || record.owner.team === team;
    if (record?.engagement?.state === 'by_message' && isOurs) {
      const isNobodys = record.owner === undefined || isOwnerGone(record, world.directory());
      if (isNobodys) {
        if (await assignOwner(record, floor.at, world)) isChanged = true;
      } else if (rep !== record.owner?.rep && record.engagement.teams.includes(team)) {
        await runEffects(record, consequences(record, floor.at), world);
        isChanged = true;
      }
      continue;
    }
    await world.store.floor.removeByMessage(team, conversation);
    isChanged = true;
  }
  return isChanged;
}
