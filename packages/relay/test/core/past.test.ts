import { describe, expect, it } from 'vitest';
import { usualAcceptAfterMs } from '../../src/core/forecast/acceptance.ts';
import { pastOf } from '../../src/core/forecast/past.ts';
import type { JournalItem, JournalKind, JournalRow } from '../../src/ports/index.ts';

const hour = 3_600_000;
let number = 0;
const row = (kind: JournalKind, at: number, more: Partial<JournalItem> = {}): JournalRow => ({
  ...{ key: `${(number += 1)}`, number, kind, at },
  ...more,
});
const granted = (invitation: string, at: number, rule = 'rule_a') =>
  row('invitation.granted', at, { invitation, rule });
const answer = (kind: JournalKind, invitation: string, at: number) => row(kind, at, { invitation });

describe('the past', () => {
  it('[CO70] tells what became of invitations, by rule and all together', () => {
    const past = pastOf(
      [
        granted('a', 0),
        granted('b', 0),
        granted('c', 0, 'rule_b'),
        granted('d', 0),
        answer('invitation.seen', 'a', 900),
        answer('invitation.accepted', 'a', 4_000),
        answer('invitation.dismissed', 'b', 5_000),
        answer('invitation.declined', 'c', 5_000),
        answer('invitation.timed_out', 'd', 60_000),
      ],
      hour,
    );
    expect(past.all).toEqual({ yes: 1, no: 2, silence: 1 });
    expect(past.byRule.get('rule_a')).toEqual({ yes: 1, no: 1, silence: 1 });
    expect(past.byRule.get('rule_b')).toEqual({ yes: 0, no: 1, silence: 0 });
    expect(past.acceptAfterMs).toBeLessThan(usualAcceptAfterMs);
  });

  it('[CO70] counts one that nobody answered as a no once its time is over, and one that was taken back not at all', () => {
    const rows = [granted('a', 0), granted('b', 0), answer('invitation.withdrawn', 'b', 100)];
    expect(pastOf(rows, hour).all).toEqual({ yes: 0, no: 0, silence: 1 });
    expect(pastOf(rows, 600_000).all).toEqual({ yes: 0, no: 0, silence: 0 });
  });

  it('[CO70] counts an answer once, and none without its invitation', () => {
    const rows = [
      answer('invitation.accepted', 'before', 0),
      granted('a', 0),
      answer('invitation.accepted', 'a', 100),
      answer('invitation.accepted', 'a', 200),
    ];
    expect(pastOf(rows, hour).all).toEqual({ yes: 1, no: 0, silence: 0 });
  });

  it('[CO70] tells how long talks took, from the answer to what freed the slot', () => {
    const talk = (engagement: string, from: number, to: number, end: JournalKind, team = 'team_a') => [
      row('engagement.answered', from, { engagement, team }),
      row(end, to, { engagement, team }),
    ];
    const { ended } = pastOf(
      [
        ...talk('a', 0, 60_000, 'engagement.resolved'),
        ...talk('b', 0, 90_000, 'engagement.by_message'),
        ...talk('c', 0, 95_000, 'engagement.transferred', 'team_b'),
        row('engagement.resolved', 99_000, { engagement: 'a' }),
        row('engagement.answered', 0, { engagement: 'd', team: 'team_a', reason: 'by_message' }),
        row('engagement.resolved', 99_000, { engagement: 'd' }),
        row('engagement.answered', 0, { engagement: 'e', team: 'team_a' }),
      ],
      hour,
    );
    expect(ended.get('team_a')).toEqual([
      { at: 60_000, tookMs: 60_000 },
      { at: 90_000, tookMs: 90_000 },
    ]);
    expect(ended.get('team_b')).toEqual([{ at: 95_000, tookMs: 95_000 }]);
  });

  it('[CO70] passes try-outs over', () => {
    const rows = [granted('a', 0), answer('invitation.accepted', 'a', 100)].map((one) => ({
      ...one,
      isPreview: true as const,
    }));
    expect(pastOf(rows, hour).all).toEqual({ yes: 0, no: 0, silence: 0 });
  });
});
