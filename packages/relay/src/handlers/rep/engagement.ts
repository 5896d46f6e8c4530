import type { RepFrames } from '@tillside/protocol';
import { ringClaimOf } from '../../core/ids.ts';
import type { ConversationRecord } from '../../ports/index.ts';
import { serves } from '../authority.ts';
import type { Handler, RepParty, World } from '../types.ts';
import { command } from './command.ts';
import { repRef } from '../rep-ref.ts';

/** Does whoever has it still answer for the site? */
function isOwnerGone({ owner, site }: ConversationRecord, world: World): boolean {
  if (owner === undefined) return false;
  const directory = world.directory();
  const isThere = directory.repsOf(owner.team).some(({ id }) => id === owner.rep);
  return !isThere || !serves(directory, owner.team, site);
}

/** Answers a ring, or takes a conversation that is by message. */
export const engagementAccept: Handler<RepFrames['engagement.accept'], RepParty> = (frame, party, world) =>
  command(frame, party, world, (record) => {
    const { engagement, conversation } = frame;
    const rep = repRef(party.rep, world);
    if (record.engagement?.state !== 'by_message') return { kind: 'accept', engagement, rep };
    const { team } = party;
    const claim = ringClaimOf(conversation, record.epoch + 1, team);
    return { kind: 'pick_up', engagement, rep, team, claim, isOwnerGone: isOwnerGone(record, world) };
  });

/** Passes a ring on to the next rep. */
export const engagementDecline: Handler<RepFrames['engagement.decline'], RepParty> = (frame, party, world) =>
  command(frame, party, world, () => ({
    kind: 'decline',
    engagement: frame.engagement,
    rep: repRef(party.rep, world),
  }));

/** Ends the engagement with one of the site's outcome codes. */
export const engagementResolve: Handler<RepFrames['engagement.resolve'], RepParty> = (frame, party, world) =>
  command(frame, party, world, (record) => {
    const dispositions = world.directory().site(record.site)?.dispositions ?? [];
    if (!dispositions.includes(frame.disposition)) return 'invalid';
    const { epoch, claim, disposition } = frame;
    return { kind: 'resolve', rep: repRef(party.rep, world), epoch, claim, disposition };
  });
