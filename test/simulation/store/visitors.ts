import { limits } from '@tillside/protocol';
import type { LaneResult, VisitorRecord, VisitorsPort } from '../../../packages/relay/src/ports/index.ts';
import { at, copy, put } from './ground.ts';
import type { Ground } from './ground.ts';

export interface VisitorsData {
  readonly records: Map<string, VisitorRecord>;
  /** What each session sent on its visitor's lane, in order. */
  readonly lanes: Map<string, string[]>;
}

export const visitorsData = (): VisitorsData => ({ records: new Map(), lanes: new Map() });

export function visitorsPort(ground: Ground, { records, lanes }: VisitorsData): VisitorsPort {
  const { act, undo, ring } = ground;

  function advance(lane: string[], seq: number, sent: string): LaneResult {
    const highest = lane.length;
    if (seq > highest + 1) return { kind: 'gap', highest };
    if (seq === highest + 1) {
      lane.push(sent);
      undo(() => void lane.pop());
      return { kind: 'next' };
    }
    const isRemembered = seq > highest - limits.rememberedBodies;
    return { kind: isRemembered && lane[seq - 1] !== sent ? 'conflict' : 'duplicate' };
  }

  return {
    load: (visitor) => act('read', () => records.get(visitor)),
    commit: (record, expectedRevision, nowMs) =>
      act('write', (now) => {
        const { visitor } = record;
        const current = records.get(visitor);
        if ((current?.revision ?? 0) !== expectedRevision) return { kind: 'stale' as const, current };
        const revision = expectedRevision + 1;
        put(ground, records, visitor, copy({ ...record, revision }));
        ring(`vis/${visitor}`);
        return { kind: 'committed' as const, at: nowMs ?? now, revision };
      }),
    advanceLane: (visitor, session, seq, sent) =>
      act('write', () =>
        advance(
          at(lanes, `${visitor} ${session}`, () => []),
          seq,
          sent,
        ),
      ),
  };
}
