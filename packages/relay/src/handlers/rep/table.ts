import type { RepFrame, RepFrames } from '@tillside/protocol';
import { maskCardsIn } from '../../core/masking.ts';
import { runOnce } from '../run-frame.ts';
import type { HandlerTable } from '../run-frame.ts';
import type { LinkFrameName, RepParty, World } from '../types.ts';
import {
  engagementAccept,
  engagementDecline,
  engagementFinish,
  engagementPutOff,
  engagementResolve,
  reasonSet,
} from './engagement.ts';
import { fileSend } from './file-send.ts';
import { guideLook } from './guide-look.ts';
import { guideShow } from './guide-show.ts';
import { messageSend } from './message-send.ts';
import { noteAdd } from './note-add.ts';
import { offerMake } from './offer-make.ts';
import { productShow } from './product-show.ts';
import { read } from './read.ts';
import { statusSet } from './status-set.ts';
import { engagementTransfer } from './transfer.ts';
import { typing } from './typing.ts';

/** Every frame a rep may send but the link's own. */
export type RepHandled = Omit<RepFrames, LinkFrameName>;

export const repTable: HandlerTable<RepHandled, RepParty> = {
  'message.send': messageSend,
  'product.show': productShow,
  'file.send': fileSend,
  'guide.look': guideLook,
  'guide.show': guideShow,
  'note.add': noteAdd,
  'offer.make': offerMake,
  'engagement.accept': engagementAccept,
  'engagement.decline': engagementDecline,
  'engagement.resolve': engagementResolve,
  'engagement.finish': engagementFinish,
  'engagement.put-off': engagementPutOff,
  'engagement.transfer': engagementTransfer,
  'reason.set': reasonSet,
  'status.set': statusSet,
  typing,
  read,
};

function run<Name extends keyof RepHandled>(
  name: Name,
  frame: RepHandled[Name],
  party: RepParty,
  world: World,
): Promise<void> {
  return runOnce(repTable[name], frame, party, world);
}

/** Handles a frame of a rep; nothing of it that is a card's number gets any further. The link's own frames are the transport's and do nothing here. */
export async function handleRepFrame(told: RepFrame, party: RepParty, world: World): Promise<void> {
  if (Object.hasOwn(repTable, told.type)) {
    const frame = maskCardsIn(told);
    await run(frame.type as keyof RepHandled, frame as RepHandled[keyof RepHandled], party, world);
  }
}
