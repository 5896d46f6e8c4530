import { askOf, hasSkills } from '../../core/ask.ts';
import { consequences, messageItem } from '../../core/conversation/consequences.ts';
import { ringClaimOf } from '../../core/ids.ts';
import { whoAnswers } from '../../core/message-owner.ts';
import { usualTeam } from '../../core/usual.ts';
import type { ConversationRecord, Team } from '../../ports/index.ts';
import { mayServe } from '../authority.ts';
import { repRef } from '../rep-ref.ts';
import type { World } from '../types.ts';
import { applyToConversation } from './apply.ts';
import { runEffects } from './effects.ts';

/**
 * One rep's from now on, though nobody has answered: chosen as for a ring, without anybody having to be there. The team that is asked first,
 * in it who is on shift, or comes on next, with all the skills if somebody has them; of these the rep who answered last, then the least
 * occupied by message. With everybody at the limit it stays nobody's, and is looked at again.
 *
 * The floor chooses and lists it in one step; then the record follows. Where that goes on otherwise meanwhile, the floor follows the record again.
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
    const { outcome, record: now } = await applyToConversation(
      conversation,
      (now) => (now?.epoch === epoch ? input : undefined),
      at,
      world,
      { record },
    );
    if (outcome?.kind === 'changed') return true;
    await listAsRecorded(team.id, now, conversation, at, world);
    return false;
  }
  return false;
}

/** A team's list by message says what the record says. */
async function listAsRecorded(
  team: string,
  record: ConversationRecord | undefined,
  conversation: string,
  at: number,
  world: World,
): Promise<void> {
  if (record?.engagement?.state === 'by_message') await runEffects(record, consequences(record, at), world);
  else await world.store.floor.removeByMessage(team, conversation);
}

async function chooseIn(
  team: Team,
  record: ConversationRecord,
  skills: readonly string[],
  at: number,
  world: World,
): Promise<string | undefined> {
  const { engagement, lastRep } = record;
  if (engagement === undefined) return undefined;
  const reps = world.directory().repsOf(team.id);
  const skilled = reps.filter((rep) => hasSkills(rep, skills));
  const floor = await world.store.floor.snapshot(team.id);
  const capacity = team.byMessageLimit ?? usualTeam.byMessageLimit;
  for (const those of whoAnswers(team, skilled.length > 0 ? skilled : reps, at, floor)) {
    if (those.length === 0) continue;
    const candidates = those.map(({ id, weight }) => ({
      rep: id,
      capacity,
      ...(weight === undefined ? {} : { weight }),
    }));
    const result = await world.store.floor.assignByMessage({
      team: team.id,
      item: messageItem(record, engagement),
      candidates,
      ...(lastRep === undefined ? {} : { prefer: lastRep }),
    });
    if (result.kind === 'assigned') return result.rep;
  }
  return undefined;
}
