import { acknowledge, refuse } from './answer.ts';
import { answerGap, noteFilled, refuseSequenced } from './sequence.ts';
import type { Handler, VisitorParty, World } from './types.ts';

/** A frame on the visitor's own lane. */
export interface LaneFrame {
  readonly type: string;
  readonly session: string;
  readonly conversation: 'visitor';
  readonly seq: number;
  readonly body: unknown;
}

/**
 * A handler for a frame of the lane. Its place is taken first; then it is done, also when it came before: the first try may have died in
 * between. Acknowledged once it is done, so that what was not done is sent again.
 */
export function onLane<Frame extends LaneFrame>(
  run: (frame: Frame, isRepeated: boolean, party: VisitorParty, world: World) => Promise<void>,
): Handler<Frame, VisitorParty> {
  return async (frame, party, world) => {
    if (!party.sessions.has(frame.session)) {
      refuse(party, frame, 'denied', 'this socket does not speak for the session');
      return;
    }
    const sent = JSON.stringify([frame.type, frame.body]);
    const place = await world.store.visitors.advanceLane(party.visitor, frame.session, frame.seq, sent);
    switch (place.kind) {
      case 'gap':
        answerGap(party, frame, place.highest);
        return;
      case 'conflict':
        refuseSequenced(party, frame, 'conflict');
        return;
      case 'next':
      case 'duplicate':
        noteFilled(party, frame);
        await run(frame, place.kind === 'duplicate', party, world);
        acknowledge(party, frame, 0);
        return;
      default:
        place satisfies never;
    }
  };
}
