import type { Rep, Team } from '../../ports/index.ts';
import type { Check, Finding } from './check.ts';

/** Whom a team's shifts name. */
function namedBy({ shifts, shiftExceptions }: Team): ReadonlySet<string> {
  return new Set([...(shifts ?? []).flatMap(({ reps }) => reps), ...(shiftExceptions ?? []).map(({ rep }) => rep)]);
}

function goneFrom(team: Team, reps: readonly Rep[]): readonly Finding[] {
  return [...namedBy(team)].flatMap((id) => {
    const rep = reps.find((one) => one.id === id);
    if (rep?.team === team.id && !rep.isDisabled) return [];
    const why =
      rep === undefined
        ? 'is nobody'
        : rep.isDisabled
          ? `(${rep.email}) is disabled`
          : `(${rep.email}) is of ${rep.team}`;
    return [{ about: team.id, message: `its shifts name ${id}, who ${why}: nobody comes. Name somebody else.` }];
  });
}

function leftOut(team: Team, reps: readonly Rep[]): readonly Finding[] {
  if (team.shifts === undefined) return [];
  const named = namedBy(team);
  const idle = reps.filter((rep) => rep.team === team.id && !rep.isDisabled && !named.has(rep.id));
  if (idle.length === 0) return [];
  const names = idle.map(({ email }) => email).join(', ');
  return [{ about: team.id, message: `no shift names ${names}: they get no rings, however available they are.` }];
}

/** Shifts of reps who are gone, and reps whom no shift brings on. */
export const checkShifts: Check = ({ directory: { teams, reps } }) =>
  teams.flatMap((team) => [...goneFrom(team, reps), ...leftOut(team, reps)]);
