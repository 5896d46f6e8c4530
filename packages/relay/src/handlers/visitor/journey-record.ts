import type { VisitorFrames } from '@tillside/protocol';
import { reduceSteps } from '../../core/journey.ts';
import { mayRecord } from '../consent.ts';
import { onLane } from '../lane.ts';
import { createVisitorRate } from '../visitor-rate.ts';

/**
 * Sixty steps every ten seconds are more than anybody does; many at once, because each page sends what it has when it is left, and whoever
 * leafs through a shop leaves one every few seconds: a stretch that is missing in the middle makes a visit that never was.
 */
const isTooMuch = createVisitorRate(0.1, 20);

/**
 * A stretch of a visit, for rehearsals. Kept only while the visitor's consent to it stands; what comes too fast is dropped and not asked for again.
 */
export const journeyRecord = onLane<VisitorFrames['journey.record']>(async (frame, _, party, world) => {
  // A repeated one costs as well: dropped the first time, it would pass the second.
  if (isTooMuch(party.visitor, world)) {
    world.emit({ name: 'journey.dropped', level: 'info', visitor: party.visitor, reason: 'rate' });
    return;
  }
  if (!mayRecord(await world.store.visitors.load(party.visitor))) return;
  const { session, seq, body } = frame;
  const queryKeys = world.directory().site(party.site)?.queryKeys ?? [];
  await world.store.journal.append(party.site, [
    {
      key: `journey/${session}/${seq}`,
      kind: 'journey.recorded',
      visitor: party.visitor,
      journey: JSON.stringify({ startedAt: body.startedAt, steps: reduceSteps(body.steps, queryKeys) }),
    },
  ]);
});
