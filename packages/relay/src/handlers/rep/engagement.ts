import type { RepFrames } from '@tillside/protocol';
import type { Handler, RepParty } from '../types.ts';
import { command } from './command.ts';
import { repRef } from '../rep-ref.ts';

/** Answers a ring. */
export const engagementAccept: Handler<RepFrames['engagement.accept'], RepParty> = (frame, party, world) =>
  command(frame, party, world, () => ({
    kind: 'accept',
    engagement: frame.engagement,
    rep: repRef(party.rep, world),
  }));

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
