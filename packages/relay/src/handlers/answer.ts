import { refusalCodes } from '@tillside/protocol';
import type { RefusalCodeName, RepTold, VisitorTold } from '@tillside/protocol';
import type { Party } from './types.ts';

/** How an answer names the frame it answers: a sequenced frame, or a command. */
export type FrameAddress =
  | { readonly session: string; readonly conversation: string; readonly seq: number }
  | { readonly ref: number };

export type Sequenced = Extract<FrameAddress, { session: string }>;

/** What both kinds of party understand. */
type SharedTold = VisitorTold & RepTold;

export function tell(party: Party, frame: SharedTold): void {
  party.link.send(frame);
}

/** Only the members an answer may carry, whatever the frame has besides. */
function addressOf(frame: FrameAddress): FrameAddress {
  return 'ref' in frame
    ? { ref: frame.ref }
    : { session: frame.session, conversation: frame.conversation, seq: frame.seq };
}

export function refuse(party: Party, frame: FrameAddress, code: RefusalCodeName, detail?: string): void {
  const { retry } = refusalCodes[code];
  tell(party, { type: 'refused', ...addressOf(frame), code, retry, ...(detail === undefined ? {} : { detail }) });
}

export function acknowledge(party: Party, { session, conversation, seq }: Sequenced, offset: number): void {
  tell(party, { type: 'acked', session, conversation, seq, offset });
}

export function done(party: Party, ref: number): void {
  tell(party, { type: 'done', ref });
}

/** The frame's address, if it has one that an answer could name. */
export function addressIn(frame: object): FrameAddress | undefined {
  if ('ref' in frame) return frame as FrameAddress;
  return 'seq' in frame && 'session' in frame ? (frame as FrameAddress) : undefined;
}
