import { missedKept } from '../../ports/index.ts';
import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

export interface MissedRows {
  /** How many each rep missed in a row. */
  of(team: string): ReadonlyMap<string, number>;
  reset(team: string, rep: string): void;
  readonly port: Pick<FloorPort, 'noteMissed' | 'resetMissed'>;
}

export function createMissed(engine: Engine): MissedRows {
  const all = engine.query<{ rep: string; count: number }>('SELECT rep, count FROM floor_missed WHERE team = ?');
  const find = engine.query<{ count: number; claims: string }>(
    'SELECT count, claims FROM floor_missed WHERE team = ? AND rep = ?',
  );
  const put = engine.query('INSERT OR REPLACE INTO floor_missed VALUES (?, ?, ?, ?)');
  const remove = engine.query('DELETE FROM floor_missed WHERE team = ? AND rep = ?');
  const reset = (team: string, rep: string) => void remove.run(team, rep);

  return {
    of: (team) => new Map(all.all(team).map(({ rep, count }) => [rep, count])),
    reset,
    port: {
      noteMissed: (team, rep, claim) =>
        engine.write(() => {
          const { count, claims } = find.get(team, rep) ?? { count: 0, claims: '[]' };
          const counted = JSON.parse(claims) as readonly string[];
          if (counted.includes(claim)) return count;
          put.run(team, rep, count + 1, JSON.stringify([...counted, claim].slice(-missedKept)));
          return count + 1;
        }),
      resetMissed: (team, rep) => engine.write(() => reset(team, rep)),
    },
  };
}
