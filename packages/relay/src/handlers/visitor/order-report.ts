import type { VisitorFrames } from '@tillside/protocol';
import { onLane } from '../lane.ts';
import { recordOrder } from '../orders/index.ts';

/** The page saw an order. It counts as unconfirmed until the shop's server says so. */
export const orderReport = onLane<VisitorFrames['order.report']>(async (frame, _, party, world) => {
  const { session, seq, body } = frame;
  await recordOrder(world, party.site, { source: 'browser', visitor: party.visitor, session, seq, order: body });
});
