import type { VisitorRecord, VisitorsPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createLane } from './lane.ts';

export function createVisitors(engine: Engine): VisitorsPort {
  const find = engine.query<{ json: string }>('SELECT json FROM visitors WHERE visitor = ?');
  const put = engine.query('INSERT OR REPLACE INTO visitors VALUES (?, ?)');

  function load(visitor: string): VisitorRecord | undefined {
    const row = find.get(visitor);
    return row === undefined ? undefined : (JSON.parse(row.json) as VisitorRecord);
  }

  return {
    load: (visitor) => engine.read(() => load(visitor)),
    commit: (record, expectedRevision, nowMs) =>
      engine.write((turn) => {
        const current = load(record.visitor);
        if ((current?.revision ?? 0) !== expectedRevision) return { kind: 'stale', current };
        const revision = expectedRevision + 1;
        put.run(record.visitor, JSON.stringify({ ...record, revision }));
        turn.ring(`vis/${record.visitor}`);
        return { kind: 'committed', at: turn.now, revision };
      }, nowMs),
    advanceLane: createLane(engine),
  };
}
