import { describe, expect, it } from 'vitest';
import { createSharedMinutes } from '../../src/core/shared-minutes.ts';
import type { JournalKind, JournalRow } from '../../src/ports/index.ts';

const minute = 60_000;
const month = { from: 100 * minute, to: 200 * minute };

let number = 0;
const row = (at: number, kind: string, engagement: string, more: Partial<JournalRow> = {}): JournalRow => {
  number += 1;
  const named = `engagement.${kind}` as JournalKind;
  return { key: `${engagement}/${number}`, kind: named, number, at: at * minute, engagement, ...more };
};
const answered = (at: number, engagement: string, team = 'team_night', more: Partial<JournalRow> = {}) =>
  row(at, 'answered', engagement, { team, ...(team === 'team_own' ? {} : { isShared: true as const }), ...more });

/** Rows oldest first, as they happen. */
function metered(...rows: readonly JournalRow[]) {
  const minutes = createSharedMinutes(month.from, month.to, 250 * minute);
  for (const one of rows.toReversed()) minutes.add(one);
  return minutes.teams().map(({ team, talks, underWay, ms }) => [team, talks, underWay, ms / minute]);
}

describe('minutes of shared teams', () => {
  it('[RT10] are counted from the answer to the end, of shared teams alone', () => {
    expect(
      metered(
        row(110, 'opened', 'a'),
        answered(111, 'a'),
        row(112, 'first_reply', 'a'),
        row(120, 'resolved', 'a'),
        answered(130, 'b', 'team_own'),
        row(140, 'resolved', 'b'),
        answered(141, 'c', 'team_day'),
        row(142, 'resolved', 'c'),
      ),
    ).toEqual([
      ['team_day', 1, 0, 1],
      ['team_night', 1, 0, 9],
    ]);
    expect(metered()).toEqual([]);
  });

  it.each(['queued', 'by_message', 'transferred'])(
    '[RT10] end where it goes elsewhere (%s), and begin again with the next answer',
    (kind) => {
      expect(
        metered(
          answered(110, 'a'),
          row(113, kind, 'a', { team: 'team_night' }),
          answered(120, 'a', 'team_own'),
          row(150, 'resolved', 'a'),
        ),
      ).toEqual([['team_night', 1, 0, 3]]);
    },
  );

  it('[RT10] end with the answer of whoever has it next, and with the last end of one that was taken up again', () => {
    expect(
      metered(answered(110, 'a'), answered(112, 'a'), row(115, 'resolved', 'a'), row(119, 'resolved', 'a')),
    ).toEqual([['team_night', 2, 0, 9]]);
  });

  it('[RT10] belong to the stretch in which it was answered, whenever it ends', () => {
    expect(
      metered(
        answered(99, 'a'),
        row(105, 'resolved', 'a'),
        answered(100, 'b'),
        row(101, 'resolved', 'b'),
        answered(199, 'c'),
        row(210, 'resolved', 'c'),
        answered(200, 'd'),
        row(201, 'resolved', 'd'),
      ),
    ).toEqual([['team_night', 2, 0, 12]]);
  });

  it('[RT10] count up to now while it goes on', () => {
    expect(metered(answered(150, 'a'))).toEqual([['team_night', 1, 1, 100]]);
  });

  it('[RT10] are none of answers by message, nor of try-outs', () => {
    expect(metered(answered(110, 'a', 'team_night', { reason: 'by_message' }), row(180, 'resolved', 'a'))).toEqual([]);
    expect(metered(answered(110, 'a', 'team_night', { isPreview: true }), row(120, 'resolved', 'a'))).toEqual([]);
  });
});
