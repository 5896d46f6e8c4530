import type { FloorPort, Grant } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

interface GrantRow {
  readonly grant_id: string;
  readonly site: string;
  readonly conversation: string;
  readonly at: number;
  readonly until: number;
  readonly value: number | null;
}

export interface GrantRows {
  /** Those under way, by id. */
  of(team: string, now: number): readonly Grant[];
  readonly port: Pick<FloorPort, 'takeGrant' | 'endGrant'>;
}

const grantOf = ({ grant_id: grant, value, site, conversation, at, until }: GrantRow): Grant => ({
  ...{ grant, site, conversation, at, until },
  ...(value === null ? {} : { value }),
});

export function createGrants(engine: Engine): GrantRows {
  const live = engine.query<GrantRow>(
    'SELECT grant_id, site, conversation, at, until, value FROM floor_grants WHERE team = ? AND until > ? ORDER BY grant_id',
  );
  const count = engine.query<{ live: number }>('SELECT count(*) AS live FROM floor_grants WHERE team = ?');
  const find = engine.query('SELECT 1 FROM floor_grants WHERE team = ? AND grant_id = ?');
  const put = engine.query('INSERT INTO floor_grants VALUES (?, ?, ?, ?, ?, ?, ?)');
  const remove = engine.query('DELETE FROM floor_grants WHERE team = ? AND grant_id = ?');
  const forget = engine.query('DELETE FROM floor_grants WHERE team = ? AND until <= ?');

  return {
    of: (team, now) => live.all(team, now).map(grantOf),
    port: {
      takeGrant: (team, { grant, site, conversation, livesMs, most, value }, nowMs) =>
        engine.write(({ now }) => {
          forget.run(team, now);
          const before = count.get(team)?.live ?? 0;
          if (find.get(team, grant) !== undefined) return { kind: 'taken', live: before };
          if (before >= most) return { kind: 'full', live: before };
          put.run(team, grant, site, conversation, now, now + livesMs, value ?? null);
          return { kind: 'taken', live: before + 1 };
        }, nowMs),
      endGrant: (team, grant, nowMs) =>
        engine.write(({ now }) => {
          forget.run(team, now);
          return remove.run(team, grant) > 0 ? 'ended' : 'unknown';
        }, nowMs),
    },
  };
}
