import type { JournalKind, JournalRow } from '../ports/index.ts';
import { talkEnds } from './talk-ends.ts';

/** Lines after which a rep talks no more in that engagement: also where another one answered. */
const ends: ReadonlySet<JournalKind> = new Set<JournalKind>([...talkEnds, 'engagement.answered']);

export interface TeamTime {
  readonly team: string;
  /** Talks that its reps answered. */
  readonly talks: number;
  /** Of these under way: they count up to now. */
  readonly underWay: number;
  readonly ms: number;
}

/** Adds up what shared teams' reps talked for a site. */
export interface SharedMinutes {
  /** Lines of the site's journal, newest first. */
  add(row: JournalRow): void;
  /** By team. */
  teams(): readonly TeamTime[];
}

/**
 * The time that a site used of shared teams: of each talk from the rep's answer to its end, or to where it went elsewhere (by message, back to
 * the queue, to another rep). A talk belongs to the stretch of time in which it was answered. Read from the journal, so that the figure of a
 * month that is over stays what it was; whether a team was shared is written in the line. Try-outs are nobody's bill.
 *
 * @param from, to answered from then on, and before then
 */
export function createSharedMinutes(from: number, to: number, now: number): SharedMinutes {
  /** By engagement, the first line after the one at hand that ends a talk. */
  const ended = new Map<string, { readonly at: number; readonly isResolved: boolean }>();
  const times = new Map<string, TeamTime>();

  function meter({ team = '', at }: JournalRow, end: number | undefined): void {
    const { talks, underWay, ms } = times.get(team) ?? { talks: 0, underWay: 0, ms: 0 };
    times.set(team, {
      team,
      talks: talks + 1,
      underWay: underWay + (end === undefined ? 1 : 0),
      ms: ms + Math.max(0, (end ?? now) - at),
    });
  }

  return {
    add(row) {
      const { kind, engagement, at, isShared, reason, isPreview } = row;
      if (engagement === undefined || isPreview === true || !ends.has(kind)) return;
      const end = ended.get(engagement);
      const isTalk = kind === 'engagement.answered' && reason !== 'by_message';
      if (isTalk && isShared === true && at >= from && at < to) meter(row, end?.at);
      const isResolved = kind === 'engagement.resolved';
      // A talk that the visitor took up again while the rep wrapped up is resolved twice: it ends with the later one.
      if (isResolved && end?.isResolved === true) return;
      ended.set(engagement, { at, isResolved });
    },
    teams: () => [...times.values()].toSorted((a, b) => (a.team < b.team ? -1 : 1)),
  };
}
