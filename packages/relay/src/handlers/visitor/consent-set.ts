import type { VisitorFrames } from '@tillside/protocol';
import { storeTime } from '../conversation/route-floors.ts';
import { onLane } from '../lane.ts';
import { changeVisitor } from '../visitor-record.ts';

/** The visitor's choice about storage; the first durable thing of many a visitor. */
export const consentSet = onLane<VisitorFrames['consent.set']>(async (frame, _, party, world) => {
  const { state, purposes } = frame.body;
  const now = await storeTime(world, world.directory().site(party.site));
  await changeVisitor(
    party,
    now,
    ({ purposes: before, ...record }) => {
      const isSame = record.consent === state && String(before) === String(purposes);
      if (isSame) return undefined;
      return { ...record, consent: state, ...(purposes === undefined ? {} : { purposes }) };
    },
    world,
  );
});
