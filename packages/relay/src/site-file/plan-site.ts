import type { DirectoryChange, DirectorySnapshot, Site } from '../ports/index.ts';
import { fromDirectory, toDirectory } from './directory.ts';
import { planChanges } from './plan.ts';
import type { Change } from './plan.ts';
import type { Mistake } from './read.ts';
import type { SiteFile } from './schema.ts';
import { resolveShiftReps } from './shift-reps.ts';
import { fromTeam } from './teams.ts';

/** What applying a file would do to what stands. */
export interface SitePlan {
  /** What the file says against other sites; nothing is applied while there is one. */
  readonly mistakes: readonly Mistake[];
  readonly changes: readonly Change[];
  readonly change: DirectoryChange;
}

/** The other sites that a team answers for. */
const othersOf = (file: SiteFile, sites: readonly Site[], team: string): readonly string[] =>
  sites.filter((site) => site.id !== file.id && site.route.some((step) => step.team === team)).map((site) => site.id);

function dedicatedElsewhere(file: SiteFile, sites: readonly Site[]): readonly Mistake[] {
  return file.teams.flatMap((team, index) => {
    const others = othersOf(file, sites, team.id);
    if (team.kind === 'shared' || others.length === 0) return [];
    return [
      {
        path: `teams[${index}].kind`,
        message: `${team.id} also answers for ${others.join(', ')}, so it is "shared"; a dedicated team needs an id of its own`,
      },
    ];
  });
}

/** Whom conversations are given to must be there, and answer for several sites. */
function unknownTransfers(file: SiteFile, teams: DirectorySnapshot['teams']): readonly Mistake[] {
  const known = [...teams.filter((team) => !file.teams.some((one) => one.id === team.id)), ...file.teams];
  return file.transferTo.flatMap((id, index) => {
    const team = known.find((one) => one.id === id);
    if (team?.kind === 'shared') return [];
    const message =
      team === undefined
        ? `there is no team ${id}; the file of the site that has it makes it`
        : `${id} is dedicated to its own site; only a shared team takes conversations of others`;
    return [{ path: `transferTo[${index}]`, message }];
  });
}

/** A team belongs to every site that names it: who changes it here changes it there. */
function noteOthers(change: Change, file: SiteFile, sites: readonly Site[]): Change {
  const team = /^teams\.(team_[\w-]+)/.exec(change.path)?.[1];
  const others = team === undefined ? [] : othersOf(file, sites, team);
  return others.length === 0 ? change : { ...change, note: `also changes ${others.join(', ')}` };
}

/** Compares a file with the directory. Teams are compared with what stands even where another site's file made them. */
export function planSite(written: SiteFile, { sites, teams, reps }: DirectorySnapshot): SitePlan {
  const { file, mistakes } = resolveShiftReps(written, reps);
  const current = sites.find((site) => site.id === file.id);
  const wanted = toDirectory(file, current);
  const named = teams.filter((team) => file.teams.some((one) => one.id === team.id)).map(fromTeam);
  const standing = current === undefined ? { teams: named } : { ...fromDirectory(current, []), teams: named };
  const target: SiteFile = { ...fromDirectory(wanted.site, []), teams: file.teams };
  // Teams are found by their id: their order in a file means nothing.
  const changes = planChanges(standing, target).filter((change) => change.path !== 'teams (order)');
  return {
    mistakes: [...mistakes, ...dedicatedElsewhere(file, sites), ...unknownTransfers(file, teams)],
    changes: changes.map((change) => noteOthers(change, file, sites)),
    change: { sites: [wanted.site], teams: wanted.teams },
  };
}
