import type { Engine } from '../engine/engine.ts';
import type { Turn } from '../engine/writer.ts';

export interface Versions {
  of(team: string): number;
  /** Who may be claimed is another than before: the version rises, the bell rings. */
  raise(team: string, turn: Turn): void;
}

export function createVersions(engine: Engine): Versions {
  const find = engine.query<{ version: number }>('SELECT version FROM floor_versions WHERE team = ?');
  const raise = engine.query(
    'INSERT INTO floor_versions VALUES (?, 1) ON CONFLICT DO UPDATE SET version = version + 1',
  );
  return {
    of: (team) => find.get(team)?.version ?? 0,
    raise: (team, turn) => {
      raise.run(team);
      turn.ring(`team/${team}`);
    },
  };
}
