import { releasedKeptMs } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

/** Claims that were released lately: whoever is late must not put one back. */
export interface Released {
  has(team: string, claim: string): boolean;
  note(team: string, claim: string, now: number): void;
}

export function createReleased(engine: Engine): Released {
  const find = engine.query('SELECT 1 FROM floor_released WHERE team = ? AND claim = ?');
  const put = engine.query('INSERT OR REPLACE INTO floor_released VALUES (?, ?, ?)');
  const prune = engine.query('DELETE FROM floor_released WHERE team = ? AND at <= ?');
  return {
    has: (team, claim) => find.get(team, claim) !== undefined,
    note(team, claim, now) {
      prune.run(team, now - releasedKeptMs);
      put.run(team, claim, now);
    },
  };
}
