import type { VisitorFrames } from '@tillside/protocol';
import { isPreview } from '../../core/preview.ts';
import { mayRecord } from '../consent.ts';
import { onLane } from '../lane.ts';

/** How the widget did on one page: figures alone, and only of visitors who agreed to be counted. */
export const pageReport = onLane<VisitorFrames['page.report']>(async (frame, _, party, world) => {
  if (isPreview(party.visitor) || !mayRecord(await world.store.visitors.load(party.visitor))) return;
  const { session, seq, body } = frame;
  await world.store.journal.append(party.site, [
    { key: `page/${session}/${seq}`, kind: 'page.reported', report: JSON.stringify(body) },
  ]);
});
