import type { Reason, RepFrames } from '@tillside/protocol';
import type { Command } from '@tillside/protocol/client';
import type { Assignment } from '../desk/standing.ts';
import { strings } from '../strings.ts';

type To = RepFrames['engagement.transfer']['to'];

/** What a rep does with a conversation besides talking in it. Each resolves to whether it took effect; a failure was told. */
export interface HandOver {
  transfer(conversation: string, assignment: Assignment, to: To, note: string): Promise<boolean>;
  putOff(conversation: string, assignment: Assignment): Promise<boolean>;
  endWrapUp(conversation: string, assignment: Assignment): Promise<boolean>;
  setReason(conversation: string, assignment: Assignment, reason: Reason): Promise<boolean>;
  takeOver(conversation: string, engagement: string): Promise<boolean>;
}

/** @param run asks once at a time of a conversation, and tells a failure in these words */
export function createHandOver(
  run: (conversation: string, frame: Command, failed: string) => Promise<boolean>,
): HandOver {
  return {
    transfer(conversation, assignment, to, note) {
      const said = note.trim();
      const frame = {
        type: 'engagement.transfer',
        conversation,
        ...assignment,
        to,
        ...(said === '' ? {} : { note: said }),
      } as const;
      return run(conversation, frame, strings.transfer.failed);
    },
    putOff: (conversation, assignment) =>
      run(conversation, { type: 'engagement.put-off', conversation, ...assignment }, strings.putOff.failed),
    endWrapUp: (conversation, assignment) =>
      run(conversation, { type: 'engagement.finish', conversation, ...assignment }, strings.composer.wrapUpFailed),
    setReason: (conversation, assignment, reason) =>
      run(conversation, { type: 'reason.set', conversation, ...assignment, reason }, strings.reason.failed),
    takeOver: (conversation, engagement) =>
      run(conversation, { type: 'engagement.accept', conversation, engagement, takesOver: true }, strings.ring.failed),
  };
}
