import { describe, expect, it, vi } from 'vitest';
import { findGranted } from '../../src/handlers/activity/find-granted.ts';
import type { JournalPort, JournalRow } from '../../src/ports/index.ts';

const MINUTE = 60_000;
/** A journal of `length` lines, three a minute, in which every tenth grants an invitation. */
function journalOf(length: number) {
  const rows: readonly JournalRow[] = Array.from({ length }, (_, index) => ({
    key: `${index}`,
    kind: index % 10 === 0 ? ('invitation.granted' as const) : ('invitation.seen' as const),
    invitation: `inv_${Math.floor(index / 10)}`,
    number: index + 1,
    at: Math.floor(index / 3) * MINUTE,
  }));
  const read = vi.fn<JournalPort['read']>((_site, before, limit) =>
    Promise.resolve(
      rows
        .slice(0, before === undefined ? undefined : Math.max(0, before - 1))
        .slice(-limit)
        .toReversed(),
    ),
  );
  const unused = () => Promise.reject(new Error('only read'));
  return { journal: { read, append: unused, appendWithin: unused, counted: unused } as JournalPort, rows, read };
}

describe('the line that granted an invitation', () => {
  it('is found in a long journal with few reads, from when it was granted or answered', async () => {
    const { journal, rows, read } = journalOf(100_000);
    for (const index of [0, 10, 4_990, 50_000, 99_990]) {
      read.mockClear();
      const granted = rows[index];
      const answeredAt = (granted?.at ?? 0) + 2 * MINUTE;
      expect(await findGranted(journal, 'site_a', granted?.invitation ?? '', answeredAt)).toBe(granted);
      expect(read.mock.calls.length).toBeLessThan(22);
    }
  });

  it('is not found where there is none, and far from when it was', async () => {
    const { journal, rows } = journalOf(10_000);
    expect(await findGranted(journal, 'site_a', 'inv_unknown', 5 * MINUTE)).toBeUndefined();
    expect(await findGranted(journal, 'site_a', 'inv_900', rows[100]?.at ?? 0)).toBeUndefined();
    expect(await findGranted(journalOf(0).journal, 'site_a', 'inv_1', MINUTE)).toBeUndefined();
  });
});
