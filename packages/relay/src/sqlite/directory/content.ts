import type { DirectoryChange, DirectoryPort, Rep, Site, Team } from '../../ports/index.ts';
import type { Announce } from '../engine/bells.ts';
import type { Engine, Query } from '../engine/engine.ts';

interface Json {
  readonly json: string;
}

/** Sites, teams, reps and playbooks. */
export function createContent(
  engine: Engine,
  announce: Announce,
): Pick<DirectoryPort, 'revision' | 'load' | 'apply' | 'playbook'> {
  const revisionOf = engine.query<{ value: string }>("SELECT value FROM meta WHERE name = 'directory revision'");
  const putRevision = engine.query("INSERT OR REPLACE INTO meta VALUES ('directory revision', ?)");
  const sites = engine.query<Json>('SELECT json FROM sites ORDER BY id');
  const teams = engine.query<Json>('SELECT json FROM teams ORDER BY id');
  const reps = engine.query<Json>('SELECT json FROM reps ORDER BY id');
  const putSite = engine.query('INSERT OR REPLACE INTO sites VALUES (?, ?)');
  const putTeam = engine.query('INSERT OR REPLACE INTO teams VALUES (?, ?)');
  const putRep = engine.query('INSERT OR REPLACE INTO reps VALUES (?, ?)');
  const putPlaybook = engine.query('INSERT OR IGNORE INTO playbooks VALUES (?, ?, ?)');
  const playbook = engine.query<Json>('SELECT json FROM playbooks WHERE site = ? AND version = ?');

  const revision = (): number => Number(revisionOf.get()?.value ?? 0);

  function write(change: DirectoryChange): void {
    for (const site of change.sites ?? []) putSite.run(site.id, JSON.stringify(site));
    for (const team of change.teams ?? []) putTeam.run(team.id, JSON.stringify(team));
    for (const rep of change.reps ?? []) putRep.run(rep.id, JSON.stringify(rep));
    for (const { site, version, json } of change.playbooks ?? []) putPlaybook.run(site, version, json);
  }

  return {
    revision: () => engine.read(revision),
    load: () =>
      engine.read(() => ({
        revision: revision(),
        sites: parseAll<Site>(sites),
        teams: parseAll<Team>(teams),
        reps: parseAll<Rep>(reps),
      })),
    apply: (change, expectedRevision) =>
      engine.write((turn) => {
        if (revision() !== expectedRevision) return { kind: 'stale' };
        write(change);
        putRevision.run(String(expectedRevision + 1));
        announce(turn, 'directory');
        return { kind: 'applied', revision: expectedRevision + 1 };
      }),
    playbook: (site, version) => engine.read(() => playbook.get(site, version)?.json),
  };
}

function parseAll<T>(query: Query<Json>): T[] {
  return query.all().map(({ json }) => JSON.parse(json) as T);
}
