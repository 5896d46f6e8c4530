import type { VisitorFrame, VisitorFrames } from '@tillside/protocol';
import { maskCardsIn } from '../../core/masking.ts';
import { runOnce } from '../run-frame.ts';
import type { HandlerTable } from '../run-frame.ts';
import type { LinkFrameName, VisitorParty, World } from '../types.ts';
import { consentSet } from './consent-set.ts';
import { contactGive } from './contact-give.ts';
import { contextSet } from './context-set.ts';
import { fileSend } from './file-send.ts';
import { guideAnswer } from './guide-answer.ts';
import { guideList } from './guide-list.ts';
import {
  invitationAccept,
  invitationDecline,
  invitationDismiss,
  invitationSeen,
  invitationTimeOut,
} from './invitation-steps.ts';
import { invitationRequest } from './invitation-request.ts';
import { journeyRecord } from './journey-record.ts';
import { messageSend } from './message-send.ts';
import { offerApply } from './offer-apply.ts';
import { orderReport } from './order-report.ts';
import { pageReport } from './page-report.ts';
import { ratingGive } from './rating-give.ts';
import { read } from './read.ts';
import { transcriptRequest } from './transcript-request.ts';
import { typing } from './typing.ts';

/** Every frame a visitor may send but the link's own. */
export type VisitorHandled = Omit<VisitorFrames, LinkFrameName>;

export const visitorTable: HandlerTable<VisitorHandled, VisitorParty> = {
  'message.send': messageSend,
  'file.send': fileSend,
  'contact.give': contactGive,
  'rating.give': ratingGive,
  'offer.apply': offerApply,
  'invitation.request': invitationRequest,
  'invitation.seen': invitationSeen,
  'invitation.accept': invitationAccept,
  'invitation.decline': invitationDecline,
  'invitation.dismiss': invitationDismiss,
  'invitation.time-out': invitationTimeOut,
  'order.report': orderReport,
  'consent.set': consentSet,
  'transcript.request': transcriptRequest,
  'page.report': pageReport,
  'guide.list': guideList,
  'guide.answer': guideAnswer,
  'journey.record': journeyRecord,
  'context.set': contextSet,
  typing,
  read,
};

function run<Name extends keyof VisitorHandled>(
  name: Name,
  frame: VisitorHandled[Name],
  party: VisitorParty,
  world: World,
): Promise<void> {
  return runOnce(visitorTable[name], frame, party, world);
}

/** Handles a frame of a visitor; nothing of it that is a card's number gets any further. The link's own frames are the transport's and do nothing here. */
export async function handleVisitorFrame(told: VisitorFrame, party: VisitorParty, world: World): Promise<void> {
  if (Object.hasOwn(visitorTable, told.type)) {
    party.heardAt = world.now();
    const frame = maskCardsIn(told);
    await run(frame.type as keyof VisitorHandled, frame as VisitorHandled[keyof VisitorHandled], party, world);
  }
}
