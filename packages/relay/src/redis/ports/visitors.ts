import type { VisitorRecord, VisitorsPort } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Links } from '../links.ts';
import { asDocument } from '../script/reply.ts';
import { advanceLane } from '../scripts/advance-lane.ts';
import { commitVisitor, recordField } from '../scripts/commit-visitor.ts';

export function createVisitors({ writes, reads }: Links): VisitorsPort {
  return {
    load: async (visitor) => asDocument<VisitorRecord>(await reads.send(['HGET', keys.visitor(visitor), recordField])),
    commit: (record, expectedRevision, nowMs) => commitVisitor(writes, record, expectedRevision, nowMs),
    advanceLane: (visitor, session, seq, sent, nowMs) => advanceLane(writes, visitor, session, seq, sent, nowMs),
  };
}
