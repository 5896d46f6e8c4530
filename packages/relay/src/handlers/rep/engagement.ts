import type { RepFrames } from '@tillside/protocol';
import { ringClaimOf } from '../../core/ids.ts';
import { usualTeam } from '../../core/usual.ts';
import { isOwnerGone } from '../authority.ts';
import { repRef } from '../rep-ref.ts';
import type { Handler, RepParty } from '../types.ts';
import { command, underOf } from './command.ts';

/** Answers a ring, or takes a conversation that is by message: a colleague's only where that is meant, or where that one is gone. */
export const engagementAccept: Handler<RepFrames['engagement.accept'], RepParty> = (frame, party, world) =>
  command(frame, party, world, (record) => {
    const { engagement, conversation, takesOver } = frame;
    const rep = repRef(party.rep, world);
    const { owner } = record;
    if (record.engagement?.state !== 'by_message' || owner?.rep === party.rep) {
      return { kind: 'accept', engagement, rep };
    }
    const { team } = party;
    const claim = ringClaimOf(conversation, record.epoch + 1, team);
    const isMeant = takesOver === true || isOwnerGone(record, world.directory());
    const from = owner !== undefined && isMeant ? { from: repRef(owner.rep, world) } : {};
    return { kind: 'pick_up', engagement, rep, team, claim, ...from };
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
    const wrapUpMs = world.directory().team(record.owner?.team ?? party.team)?.wrapUpMs ?? usualTeam.wrapUpMs;
    return { kind: 'resolve', ...underOf(frame, party, world), disposition: frame.disposition, wrapUpMs };
  });

/** Done with one that was resolved: the slot is free. */
export const engagementFinish: Handler<RepFrames['engagement.finish'], RepParty> = (frame, party, world) =>
  command(frame, party, world, () => ({ kind: 'end_wrap_up', ...underOf(frame, party, world) }));

/** It goes on by message, still with this rep. */
export const engagementPutOff: Handler<RepFrames['engagement.put-off'], RepParty> = (frame, party, world) =>
  command(frame, party, world, () => ({ kind: 'leave_by_message', ...underOf(frame, party, world) }));

/** What it is about, as the rep found out. */
export const reasonSet: Handler<RepFrames['reason.set'], RepParty> = (frame, party, world) =>
  command(frame, party, world, () => ({ kind: 'set_reason', reason: frame.reason, ...underOf(frame, party, world) }));
