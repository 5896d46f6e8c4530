import type { Claim } from '../../ports/index.ts';
import type { Engine, Query } from '../engine/engine.ts';

export interface ClaimRow {
  readonly claim: string;
  readonly rep: string;
  readonly site: string;
  readonly conversation: string;
  readonly state: Claim['state'];
  readonly due_at: number | null;
  readonly at: number;
}

export interface ClaimRows {
  readonly find: Query<ClaimRow>;
  insert(team: string, claim: Claim): void;
}

export function createClaimRows(engine: Engine): ClaimRows {
  const insert = engine.query('INSERT INTO floor_claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    find: engine.query<ClaimRow>('SELECT * FROM floor_claims WHERE team = ? AND claim = ?'),
    insert: (team, { claim, rep, site, conversation, state, dueAt, at }) =>
      void insert.run(team, claim, rep, site, conversation, state, dueAt ?? null, at),
  };
}

export function claimOf(row: ClaimRow): Claim {
  const { claim, rep, site, conversation, state, due_at: dueAt, at } = row;
  return { claim, rep, site, conversation, state, ...(dueAt === null ? {} : { dueAt }), at };
}
