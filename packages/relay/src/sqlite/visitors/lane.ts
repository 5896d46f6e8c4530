import type { VisitorsPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { advanced, digestOf, placeOf, readSender } from '../engine/sequence.ts';
import type { SenderRow } from '../engine/sequence.ts';

/** The visitor's own lane counts as a conversation does, and stores no bodies: what a frame does is found in records. */
export function createLane(engine: Engine): VisitorsPort['advanceLane'] {
  const find = engine.query<SenderRow>('SELECT highest, recent FROM lanes WHERE visitor = ? AND session = ?');
  const put = engine.query('INSERT OR REPLACE INTO lanes VALUES (?, ?, ?, ?, ?)');
  return (visitor, session, seq, sent, nowMs) =>
    engine.write((turn) => {
      const sender = readSender(find.get(visitor, session));
      const digest = digestOf('lane', sent);
      const place = placeOf(sender, seq, digest);
      if (place.kind === 'duplicate') return { kind: 'duplicate' };
      if (place.kind !== 'next') return place;
      const next = advanced(sender, digest, 0);
      put.run(visitor, session, next.highest, next.recent, turn.now);
      return { kind: 'next' };
    }, nowMs);
}
