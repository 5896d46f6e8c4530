import type { Playbook } from '@tillside/rules';
import { liveVersions } from './core/playbook-versions.ts';
import type { DirectoryView } from './handlers/types.ts';
import type { DirectoryPort, DirectorySnapshot } from './ports/index.ts';

/** The directory in this node's memory, and the way to bring it up to date. */
export interface DirectoryCache {
  view(): DirectoryView;
  /** Loads when the store's revision moved; resolves to whether it did. */
  refresh(): Promise<boolean>;
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

const playbookKey = (site: string, version: string): string => `${site}/${version}`;

function createView(
  { revision, sites, teams, reps }: DirectorySnapshot,
  playbooks: ReadonlyMap<string, Playbook>,
): DirectoryView {
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const teamById = new Map(teams.map((team) => [team.id, team]));
  const repById = new Map(reps.map((rep) => [rep.id, rep]));
  const repByEmail = new Map(reps.map((rep) => [rep.email.toLowerCase(), rep]));
  const repsOfTeam = groupBy(
    reps.filter((rep) => !rep.isDisabled),
    (rep) => [rep.team],
  );
  const sitesOfTeam = groupBy(sites, (site) => site.route.map((step) => step.team));
  return {
    revision,
    site: (id) => siteById.get(id),
    sites: () => sites,
    team: (id) => teamById.get(id),
    teams: () => teams,
    rep: (id) => repById.get(id),
    repByEmail: (email) => repByEmail.get(email.toLowerCase()),
    repsOf: (team) => repsOfTeam.get(team) ?? [],
    sitesOf: (team) => sitesOfTeam.get(team) ?? [],
    playbook(site, version = siteById.get(site)?.playbook) {
      return version === undefined ? undefined : playbooks.get(playbookKey(site, version));
    },
  };
}

const nothing: DirectorySnapshot = { revision: -1, sites: [], teams: [], reps: [] };

export function createDirectoryCache(directory: DirectoryPort): DirectoryCache {
  let view = createView(nothing, new Map());
  /** Playbooks are immutable: each version is read and parsed once, and forgotten when it is not live any more. */
  let parsed: ReadonlyMap<string, Playbook> = new Map();
  let underWay: Promise<boolean> | undefined;

  async function read(site: string, version: string): Promise<Playbook | undefined> {
    const json = await directory.playbook(site, version);
    return json === undefined ? undefined : (JSON.parse(json) as Playbook);
  }

  async function load(): Promise<boolean> {
    if ((await directory.revision()) === view.revision) return false;
    const snapshot = await directory.load();
    const playbooks = new Map<string, Playbook>();
    for (const site of snapshot.sites) {
      for (const version of liveVersions(site)) {
        const key = playbookKey(site.id, version);
        const playbook = parsed.get(key) ?? (await read(site.id, version));
        if (playbook !== undefined) playbooks.set(key, playbook);
      }
    }
    parsed = playbooks;
    view = createView(snapshot, playbooks);
    return true;
  }

  return {
    view: () => view,
    refresh() {
      underWay ??= load().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}
