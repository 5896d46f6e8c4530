import { describe, expect, it } from 'vitest';
import type { EngagementView, VisitorTold } from '@tillside/protocol';
import { createKnownFacts } from '../../src/transport/stream/known-facts.ts';

const engagement: EngagementView = { id: 'eng_1', state: 'queued', openedAt: 1 };
const bands = { teams: { team_a: 'now' as const }, skills: {} };

const welcomed = (availability: 'now' | 'soon' | 'none' = 'now'): VisitorTold => ({
  type: 'welcomed',
  node: 'n1',
  now: 1,
  heartbeatMs: 20_000,
  limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
  visitor: { id: 'vis_1' },
  availability,
  bands,
});
const attached = (more: Partial<Extract<VisitorTold, { type: 'attached' }>> = {}): VisitorTold => ({
  type: 'attached',
  conversation: 'mine',
  state: 'ok',
  from: 3,
  top: 3,
  highest: {},
  engagement,
  readBy: { visitor: 0, rep: 2 },
  ...more,
});
const live: VisitorTold = { type: 'live', conversation: 'mine' };
const changed = (more: Partial<EngagementView> = {}): VisitorTold => ({
  type: 'engagement.changed',
  conversation: 'mine',
  engagement: { ...engagement, ...more },
});

/** What a first stream tells, and the mark it ends with. */
function first(...frames: readonly VisitorTold[]): string {
  const facts = createKnownFacts(undefined);
  for (const frame of [welcomed(), attached(), live, ...frames]) expect(facts.news(frame)).toEqual([frame]);
  return facts.mark();
}
const next = (mark: string, ...frames: readonly VisitorTold[]) => {
  const facts = createKnownFacts(mark);
  return frames.flatMap((frame) => facts.news(frame));
};

describe('what a stream tells that follows another', () => {
  it('[TR41] is nothing of a greeting in which nothing is new', () => {
    expect(next(first(), welcomed(), attached(), live)).toEqual([]);
  });

  it('[TR41] is each fact that changed meanwhile, as a change', () => {
    expect(next(first(), welcomed('none'), attached(), live)).toEqual([
      { type: 'availability.changed', availability: 'none', bands },
    ]);
    const active = { ...engagement, state: 'active' as const };
    expect(next(first(), welcomed(), attached({ engagement: active }), live)).toEqual([
      { type: 'engagement.changed', conversation: 'mine', engagement: active },
    ]);
    expect(next(first(), welcomed(), attached({ readBy: { visitor: 3, rep: 3 } }), live)).toEqual([
      { type: 'read.moved', conversation: 'mine', by: 'rep', offset: 3 },
    ]);
  });

  it('[TR41] is not the place in the queue again, which comes behind the greeting', () => {
    const mark = first(changed({ position: 2 }));
    expect(next(mark, welcomed(), attached(), live, changed({ position: 2 }))).toEqual([]);
    expect(next(mark, welcomed(), attached(), live, changed({ position: 1 }))).toEqual([changed({ position: 1 })]);
    const moved: VisitorTold = { type: 'queue.moved', conversation: 'mine', position: 1 };
    expect(next(first(changed({ position: 2 }), moved), moved)).toEqual([]);
  });

  it('[TR41] is all of it where the cursor is not on the log, and whatever is no fact', () => {
    const reset = attached({ state: 'reset', from: 0 });
    expect(next(first(), welcomed(), reset, live)).toEqual([reset, live]);
    const typing: VisitorTold = { type: 'typing.seen', conversation: 'mine', by: 'rep' };
    expect(next(first(), typing, typing)).toEqual([typing, typing]);
  });

  it('[TR41] is told anew by a mark that means nothing', () => {
    expect(next('nonsense', welcomed(), attached(), live).map(({ type }) => type)).toEqual([
      'availability.changed',
      'engagement.changed',
      'read.moved',
    ]);
    expect(first().length).toBeLessThanOrEqual(64);
    expect(first()).toMatch(/^[\w.-]+$/);
  });
});
