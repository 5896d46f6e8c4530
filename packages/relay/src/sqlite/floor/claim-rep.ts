import { choose, rankFree } from '../../core/choice.ts';
import type { ClaimRequest, ClaimResult, FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Turn } from '../engine/writer.ts';
import type { ClaimRows } from './claim-rows.ts';
import type { Standings } from './standings.ts';
import type { TurnRows } from './turns.ts';
import type { Versions } from './version.ts';

/** Whom to choose, and the slot for it. */
export function createChoice(
  engine: Engine,
  rows: ClaimRows,
  standings: Standings,
  turns: TurnRows,
  versions: Versions,
): Pick<FloorPort, 'rank' | 'claimRep'> {
  function claimRep(request: ClaimRequest, turn: Turn): ClaimResult {
    const { team, claim, site, conversation, state, dueAfterMs, version, serves } = request;
    const old = rows.find.get(team, claim);
    // The same answer as then, whatever became of the claim meanwhile.
    if (old !== undefined) return { kind: 'claimed', rep: old.rep, dueAt: old.at + dueAfterMs };
    if (version !== undefined && version !== versions.of(team)) return { kind: 'none', reason: 'moved_on' };
    const choice = choose(standings.live(request, turn.now), turn.now, request);
    if (choice.kind === 'none') return choice;
    const dueAt = turn.now + dueAfterMs;
    rows.insert(team, { claim, rep: choice.rep, site, conversation, state, dueAt, at: turn.now });
    if (serves !== undefined) turns.charge(team, serves);
    versions.raise(team, turn);
    return { kind: 'claimed', rep: choice.rep, dueAt };
  }

  return {
    rank: (request, nowMs) =>
      engine.read((now) => {
        const ranked = rankFree(standings.live(request, now), now, request);
        const version = versions.of(request.team);
        return ranked.kind === 'ranked' ? { version, reps: ranked.reps } : { version, reps: [], reason: ranked.reason };
      }, nowMs),
    claimRep: (request, nowMs) => engine.write((turn) => claimRep(request, turn), nowMs),
  };
}
