import type { JournalKind, JournalRow } from '../../ports/index.ts';
import { talkEnds } from '../talk-ends.ts';
import { learn, noOutcomes, usualAcceptAfterMs, withAcceptAfter } from './acceptance.ts';
import type { Answer, Outcomes } from './acceptance.ts';
import type { Ended } from './lengths.ts';

/** What a site's journal tells of the time before a node began. */
export interface Past {
  readonly all: Outcomes;
  readonly byRule: ReadonlyMap<string, Outcomes>;
  readonly acceptAfterMs: number;
  /** Talks that are over, by team, the oldest first. */
  readonly ended: ReadonlyMap<string, readonly Ended[]>;
}

/** Longer than any invitation may stay. One that nobody has answered by then was not accepted: its page went without a word. Milliseconds. */
const openAtMostMs = 15 * 60_000;

/** `undefined` where nobody knows what the answer would have been. */
const answers: Partial<Record<JournalKind, Answer | undefined>> = {
  'invitation.accepted': 'yes',
  'invitation.declined': 'no',
  'invitation.dismissed': 'no',
  'invitation.timed_out': 'silence',
  'invitation.withdrawn': undefined,
};

/**
 * Learns from a site's journal what a node would have learned from the floor, so that one that has just begun knows the habits of its shops. The
 * time that a rep took to wrap up is in no line: such talks are a little shorter here.
 *
 * @param rows as they are numbered, the oldest first; try-outs are passed over
 * @param now by the store's clock
 */
export function pastOf(rows: readonly JournalRow[], now: number): Past {
  let all = noOutcomes;
  let acceptAfterMs = usualAcceptAfterMs;
  const byRule = new Map<string, Outcomes>();
  const granted = new Map<string, JournalRow>();
  const answered = new Map<string, JournalRow>();
  const ended = new Map<string, readonly Ended[]>();

  function outcome({ rule = '' }: JournalRow, answer: Answer): void {
    byRule.set(rule, learn(byRule.get(rule) ?? noOutcomes, answer));
    all = learn(all, answer);
  }

  function noteInvitation({ kind, at, invitation = '' }: JournalRow): void {
    const before = granted.get(invitation);
    if (before === undefined || !granted.delete(invitation)) return;
    const answer = answers[kind];
    if (answer === undefined) return;
    outcome(before, answer);
    if (answer === 'yes') acceptAfterMs = withAcceptAfter(acceptAfterMs, at - before.at);
  }

  function noteTalk({ at, engagement = '' }: JournalRow): void {
    const before = answered.get(engagement);
    if (before?.team === undefined || !answered.delete(engagement)) return;
    const talk = { at, tookMs: Math.max(0, at - before.at) };
    ended.set(before.team, [...(ended.get(before.team) ?? []), talk]);
  }

  for (const row of rows) {
    if (row.isPreview === true) continue;
    if (row.kind === 'invitation.granted') granted.set(row.invitation ?? '', row);
    else if (row.kind in answers) noteInvitation(row);
    else if (row.kind === 'engagement.answered' && row.reason !== 'by_message') answered.set(row.engagement ?? '', row);
    else if (talkEnds.has(row.kind)) noteTalk(row);
  }
  for (const row of granted.values()) if (now - row.at > openAtMostMs) outcome(row, 'silence');
  return { all, byRule, acceptAfterMs, ended };
}
