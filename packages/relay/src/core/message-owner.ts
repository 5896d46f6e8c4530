import type { Rep, Team } from '../ports/index.ts';
import { isOnShift } from './shifts.ts';

/** How far ahead it is looked for who comes on next, and in which steps: a shift shorter than a step may be passed over. Milliseconds. */
const lookAheadMs = 7 * 86_400_000;
const stepMs = 30 * 60_000;

/**
 * Who is to answer a message, in groups of which the first that has room is asked: who is on shift now; then who comes on next, and so on
 * over a week; at last everybody. In a team without shifts whoever is available is on.
 */
export function* whoAnswers(
  team: Team,
  reps: readonly Rep[],
  at: number,
  isAvailable: (rep: string) => boolean,
): Generator<readonly Rep[]> {
  const asked = new Set<string>();
  const group = (isOn: (rep: string) => boolean): readonly Rep[] => {
    const on = reps.filter(({ id }) => !asked.has(id) && isOn(id));
    for (const { id } of on) asked.add(id);
    return on;
  };
  if (team.shifts === undefined) {
    yield group(isAvailable);
  } else {
    for (let ahead = 0; ahead < lookAheadMs && asked.size < reps.length; ahead += stepMs) {
      yield group((rep) => isOnShift(team, rep, at + ahead));
    }
  }
  yield group(() => true);
}
