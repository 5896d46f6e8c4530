import type { FloorSnapshot, Rep, RepOnFloor, Team } from '../ports/index.ts';
import { isReachable } from './routing.ts';
import { isOnShift } from './shifts.ts';

/** How far ahead it is looked for who comes on next, and in which steps: a shift shorter than a step may be passed over. Milliseconds. */
const lookAheadMs = 7 * 86_400_000;
const stepMs = 30 * 60_000;

/**
 * Who is to answer a message, in groups of which the first that has room is asked: who is on shift now; then who comes on next, and so on
 * over a week; at last everybody. In a team without shifts whoever is there and available is on, then whoever is there at least.
 */
export function* whoAnswers(
  team: Team,
  reps: readonly Rep[],
  at: number,
  floor: Pick<FloorSnapshot, 'reps'>,
): Generator<readonly Rep[]> {
  const asked = new Set<string>();
  const group = (isOn: (rep: string) => boolean): readonly Rep[] => {
    const on = reps.filter(({ id }) => !asked.has(id) && isOn(id));
    for (const { id } of on) asked.add(id);
    return on;
  };
  if (team.shifts === undefined) {
    const named = (reps: readonly RepOnFloor[]) => new Set(reps.map(({ rep }) => rep));
    const reachable = named(floor.reps.filter(isReachable));
    const present = named(floor.reps.filter(({ isPresent }) => isPresent));
    yield group((rep) => reachable.has(rep));
    yield group((rep) => present.has(rep));
  } else {
    for (let ahead = 0; ahead < lookAheadMs && asked.size < reps.length; ahead += stepMs) {
      yield group((rep) => isOnShift(team, rep, at + ahead));
    }
  }
  yield group(() => true);
}
