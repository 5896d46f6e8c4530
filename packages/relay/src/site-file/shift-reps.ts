import type { Rep } from '../ports/index.ts';
import type { Mistake } from './read.ts';
import type { SiteFile } from './schema.ts';
import type { TeamFile } from './team-schema.ts';

type KnownRep = Pick<Rep, 'id' | 'team' | 'email'>;

function findRep(named: string, reps: readonly KnownRep[]): KnownRep | undefined {
  return reps.find((rep) => rep.id === named || rep.email.toLowerCase() === named.toLowerCase());
}

function wrongRep(named: string, team: string, reps: readonly KnownRep[]): string | undefined {
  const rep = findRep(named, reps);
  if (rep?.team === team) return undefined;
  if (rep !== undefined) return `${named} is a rep of ${rep.team}, and every rep is of one team`;
  const own = reps.filter((one) => one.team === team).map((one) => one.email);
  const known =
    own.length === 0 ? `${team} has no reps yet: apply the file without its shifts, then` : `known: ${own.join(', ')};`;
  return `there is no rep ${named}; ${known} "tillside rep create --team ${team} …" makes one`;
}

/** The team with its reps by their ids, which stay when an address changes. Who is unknown stays as written. */
function withIds({ shifts, shiftExceptions, ...team }: TeamFile, reps: readonly KnownRep[]): TeamFile {
  const idOf = (named: string) => findRep(named, reps)?.id ?? named;
  return {
    ...team,
    ...(shifts === undefined ? {} : { shifts: shifts.map((shift) => ({ ...shift, reps: shift.reps.map(idOf) })) }),
    ...(shiftExceptions === undefined
      ? {}
      : { shiftExceptions: shiftExceptions.map((one) => ({ ...one, rep: idOf(one.rep) })) }),
  };
}

/** Looks up whom the shifts name, by address or id. */
export function resolveShiftReps(
  file: SiteFile,
  reps: readonly KnownRep[],
): { readonly file: SiteFile; readonly mistakes: readonly Mistake[] } {
  const mistakes = file.teams.flatMap((team, index) => {
    const named = [
      ...(team.shifts ?? []).flatMap((shift, place) =>
        shift.reps.map((rep, at) => ({ rep, path: `teams[${index}].shifts[${place}].reps[${at}]` })),
      ),
      ...(team.shiftExceptions ?? []).map(({ rep }, place) => ({
        rep,
        path: `teams[${index}].shiftExceptions[${place}].rep`,
      })),
    ];
    return named.flatMap(({ rep, path }): readonly Mistake[] => {
      const message = wrongRep(rep, team.id, reps);
      return message === undefined ? [] : [{ path, message }];
    });
  });
  return { file: { ...file, teams: file.teams.map((team) => withIds(team, reps)) }, mistakes };
}
