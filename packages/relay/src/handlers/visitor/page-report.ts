import type { VisitorFrames } from '@tillside/protocol';
import { reducePageReport } from '../../core/page-health.ts';
import { isPreview } from '../../core/preview.ts';
import { mayRecord } from '../consent.ts';
import { onLane } from '../lane.ts';
import { createVisitorRate } from '../visitor-rate.ts';

/** A page every ten seconds is more than anybody reads; some at once, because tabs are closed together. */
const isTooMuch = createVisitorRate(0.1, 10);

/**
 * How the widget did on one page: figures alone, without whose page it was, and only of visitors who agreed to be counted. What comes too
 * fast is dropped and not asked for again.
 */
export const pageReport = onLane<VisitorFrames['page.report']>(async (frame, _, party, world) => {
  // A repeated one costs as well: dropped the first time, it would pass the second.
  if (isPreview(party.visitor) || isTooMuch(party.visitor, world)) return;
  if (!mayRecord(await world.store.visitors.load(party.visitor))) return;
  const { session, seq, body } = frame;
  await world.store.journal.append(party.site, [
    { key: `page/${session}/${seq}`, kind: 'page.reported', report: JSON.stringify(reducePageReport(body)) },
  ]);
});
