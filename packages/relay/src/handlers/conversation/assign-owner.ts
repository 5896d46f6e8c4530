import { askOf, hasSkills } from '../../core/ask.ts';
import { ringClaimOf } from '../../core/ids.ts';
import { whoAnswers } from '../../core/message-owner.ts';
import type { ConversationRecord, Team } from '../../ports/index.ts';
import { mayServe } from '../authority.ts';
import { repRef } from '../rep-ref.ts';
import type { World } from '../types.ts';
import { applyToConversation } from './apply.ts';

/** Conversations by message that one rep has at once, where the site file says nothing. */
const usualLimit = 50;

/**
 * One rep's from now on, though nobody has answered: chosen as for a ring, without anybody having to be there. The team that is asked first,
 * in it who is on shift, or comes on next, with all the skills if somebody has them; of these the rep who answered last, then the least
 * occupied by message. With everybody at the limit it stays nobody's, and is looked at again.
 */
export async function assignOwner(record: ConversationRecord, at: number, world: World): Promise<boolean> {
  const { engagement, owner, epoch, conversation } = record;
  if (engagement === undefined) return false;
  const directory = world.directory();
  const ask = askOf(directory.site(record.site), engagement);
  const teams = [...new Set([...(ask.team === undefined ? [] : [ask.team]), ...engagement.teams])]
    .filter((id) => mayServe(directory, id, record))
    .flatMap((id) => directory.team(id) ?? []);
  for (const team of teams) {
    const rep = await chooseIn(team, record, ask.skills ?? [], at, world);
    if (rep === undefined) continue;
    const input = {
      kind: 'assign' as const,
      rep: repRef(rep, world),
      team: team.id,
      claim: ringClaimOf(conversation, epoch + 1, team.id),
      ...(owner === undefined ? {} : { instead: owner.rep }),
    };
    const { outcome } = await applyToConversation(
      conversation,
      (now) => (now?.epoch === epoch ? input : undefined),
      at,
      world,
      { record },
    );
    return outcome?.kind === 'changed';
  }
  return false;
}

async function chooseIn(
  team: Team,
  { lastRep }: ConversationRecord,
  skills: readonly string[],
  at: number,
  world: World,
): Promise<string | undefined> {
  const reps = world.directory().repsOf(team.id);
  const skilled = reps.filter((rep) => hasSkills(rep, skills));
  const floor = await world.store.floor.snapshot(team.id);
  const capacity = team.byMessageLimit ?? usualLimit;
  for (const those of whoAnswers(team, skilled.length > 0 ? skilled : reps, at, floor)) {
    if (those.length === 0) continue;
    const candidates = those.map(({ id, weight }) => ({
      rep: id,
      capacity,
      ...(weight === undefined ? {} : { weight }),
    }));
    const ranking = await world.store.floor.rank({
      team: team.id,
      candidates,
      work: 'message',
      ...(lastRep === undefined ? {} : { prefer: lastRep }),
    });
    if (ranking.reps[0] !== undefined) return ranking.reps[0];
  }
  return undefined;
}
