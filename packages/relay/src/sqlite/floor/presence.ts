import { presenceGraceMs, presenceLeaseMs } from '../../ports/index.ts';
import type { FloorPort, NowMs } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Versions } from './version.ts';

/** A lease this long over is forgotten: nodes get a new name with every start, so their leases would pile up. */
const forgetAfterMs = 3_600_000;

export interface Lease {
  readonly rep: string;
  /** The latest over all nodes. */
  readonly until: number;
}

export function isPresent(until: number | undefined, now: number): boolean {
  return until !== undefined && now < until;
}

/** Of whom nothing is known nobody knows a grace either. */
export function isLost(until: number | undefined, now: number): boolean {
  return until === undefined || now >= until + presenceGraceMs;
}

export type LeasesOf = (team: string) => ReadonlyMap<string, number>;

/** Until when each rep of the team is present. */
export function createLeasesOf(engine: Engine): LeasesOf {
  const leases = engine.query<Lease>('SELECT rep, max(until) AS until FROM floor_leases WHERE team = ? GROUP BY rep');
  return (team) => new Map(leases.all(team).map(({ rep, until }) => [rep, until]));
}

/** A rep appears on the floor with the first word about it, offline. */
export type Admit = (team: string, rep: string) => void;

export function createAdmit(engine: Engine): Admit {
  const insert = engine.query('INSERT OR IGNORE INTO floor_reps (team, rep) VALUES (?, ?)');
  return (team, rep) => void insert.run(team, rep);
}

export function createRenewPresence(
  engine: Engine,
  leasesOf: LeasesOf,
  admit: Admit,
  versions: Versions,
): FloorPort['renewPresence'] {
  const ofNode = engine.query<Lease>('SELECT rep, until FROM floor_leases WHERE team = ? AND node = ?');
  const put = engine.query('INSERT OR REPLACE INTO floor_leases VALUES (?, ?, ?, ?)');
  const forget = engine.query('DELETE FROM floor_leases WHERE team = ? AND until <= ?');

  /** Resolves to whether anybody came or went. */
  function renew(team: string, node: string, reps: ReadonlySet<string>, now: number): boolean {
    const before = leasesOf(team);
    const cut = ofNode.all(team, node).filter(({ rep, until }) => !reps.has(rep) && until > now);
    for (const { rep } of cut) put.run(team, node, rep, now);
    for (const rep of reps) {
      admit(team, rep);
      put.run(team, node, rep, now + presenceLeaseMs);
    }
    forget.run(team, now - forgetAfterMs);
    // A rep with a window on another node, too, neither comes nor goes.
    const after = leasesOf(team);
    return [...cut.map(({ rep }) => rep), ...reps].some(
      (rep) => isPresent(before.get(rep), now) !== isPresent(after.get(rep), now),
    );
  }

  return (team, node, reps, nowMs?: NowMs) =>
    engine.write((turn) => {
      if (renew(team, node, new Set(reps), turn.now)) versions.raise(team, turn);
    }, nowMs);
}
