import type { RefusalCodeName, RepFrames } from '@tillside/protocol';
import { transferWithinMs } from '../../core/conversation/transfer.ts';
import type { ConversationInput } from '../../core/conversation/types.ts';
import { ringClaimOf } from '../../core/ids.ts';
import { freeSlots, isStaffed } from '../../core/routing.ts';
import type { ConversationRecord, Transfer } from '../../ports/index.ts';
import { mayBeGivenTo } from '../authority.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import { repRef } from '../rep-ref.ts';
import type { Handler, RepParty, World } from '../types.ts';
import { command, underOf } from './command.ts';

type Frame = RepFrames['engagement.transfer'];

/** Whom the frame means, with the name that colleagues read; `undefined`: there is nobody like that for this site. */
function targetOf(
  { to }: Frame,
  { site }: ConversationRecord,
  party: RepParty,
  world: World,
): { readonly to: Transfer['to']; readonly name: string } | undefined {
  const directory = world.directory();
  if ('team' in to) {
    const team = directory.team(to.team);
    return team !== undefined && mayBeGivenTo(directory, team.id, site)
      ? { to: { team: team.id }, name: team.name }
      : undefined;
  }
  const rep = directory.rep(to.rep);
  if (rep === undefined || rep.isDisabled || rep.id === party.rep || !mayBeGivenTo(directory, rep.team, site)) {
    return undefined;
  }
  return { to: { team: rep.team, rep: rep.id }, name: repRef(rep.id, world).name };
}

/** A rep can be rung now, or somebody of the team could be: nobody is given what would only come back. */
async function isThere({ team, rep: wanted }: Transfer['to'], party: RepParty, world: World): Promise<boolean> {
  const floor = await world.store.floor.snapshot(team);
  const candidates = candidatesIn(world, team, { at: floor.at });
  if (wanted === undefined) return isStaffed(floor, candidates, [party.rep]);
  return (
    freeSlots(
      floor,
      candidates.filter(({ rep }) => rep === wanted),
    ) > 0
  );
}

/** Gives the conversation to a rep or a team. */
export const engagementTransfer: Handler<Frame, RepParty> = (frame, party, world) =>
  command(frame, party, world, async (record, now): Promise<ConversationInput | RefusalCodeName> => {
    const target = targetOf(frame, record, party, world);
    if (target === undefined) return 'denied';
    const { to, name } = target;
    const isLive = record.engagement?.state === 'active';
    // Asked only of a conversation that is this rep's still: a command that comes again has its answer in the record.
    if (isLive && record.epoch === frame.epoch && !(await isThere(to, party, world))) return 'nobody_there';
    return {
      kind: 'transfer',
      ...underOf(frame, party, world),
      to,
      name,
      ...(frame.note === undefined ? {} : { note: frame.note }),
      until: now + transferWithinMs,
      next: ringClaimOf(frame.conversation, frame.epoch + 1, to.team),
    };
  });
