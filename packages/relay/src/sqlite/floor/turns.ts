import { chargeTurn, turnCost } from '../../core/queue.ts';
import type { Turns } from '../../core/queue.ts';
import type { ClaimRequest } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

export interface TurnRows {
  of(team: string): Turns;
  charge(team: string, serves: NonNullable<ClaimRequest['serves']>): void;
}

export function createTurns(engine: Engine): TurnRows {
  const find = engine.query<{ site: string; ahead: number }>('SELECT site, ahead FROM floor_turns WHERE team = ?');
  const clear = engine.query('DELETE FROM floor_turns WHERE team = ?');
  const put = engine.query('INSERT INTO floor_turns VALUES (?, ?, ?)');
  const of = (team: string) => Object.fromEntries(find.all(team).map(({ site, ahead }) => [site, ahead]));
  return {
    of,
    charge(team, { site, share }) {
      const turns = chargeTurn(of(team), site, turnCost(share));
      clear.run(team);
      for (const [one, ahead] of Object.entries(turns)) put.run(team, one, ahead);
    },
  };
}
