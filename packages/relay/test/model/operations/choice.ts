import type { Candidate, ClaimRequest, QueueItem, Ranking } from '../../../src/ports/index.ts';
import type { Clock } from '../clock.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import type { Random } from '../random.ts';
import { conversations, reps, sites, teams } from '../world.ts';

/** More than the other clients know, so that lines are worth ordering. */
export const waiting = [...conversations, 'cnv_4', 'cnv_5', 'cnv_6'] as const;

/** What the floor's other operations bring along, and the operations around a choice. */
export interface Choice {
  readonly decorate: (request: ClaimRequest) => ClaimRequest;
  readonly item: (item: QueueItem) => QueueItem;
  /** Between the steps of a run. */
  readonly beside: Generate;
}

/** By chance of its own, so that what a seed does elsewhere stays what it was. */
export function createChoice(random: Random, clock: Clock): Choice {
  let grants = 0;
  let lastMissed: readonly [team: string, rep: string, claim: string] = ['team_1', 'rep_ada', 'clm_1'];
  /** Rankings as some client last saw them: not always the newest. */
  const rankings = new Map<string, Ranking>();

  const share = () => (random.chance(0.5) ? { share: random.pick([0.5, 1, 2, 3]) } : {});
  const weighted = (candidates: readonly Candidate[]) =>
    candidates.map((one) => (random.chance(0.3) ? { ...one, weight: random.pick([0.25, 0.5, 0.7, 1]) } : one));

  /** As the last ranking said, turned round, with its version or without. */
  function ordered(team: string): Pick<ClaimRequest, 'order' | 'version'> {
    const { version, reps: ranked } = rankings.get(team) ?? { version: 0, reps: [] };
    return {
      ...(random.chance(0.8) ? { version } : {}),
      ...(random.chance(0.8) ? { order: ranked.toReversed() } : {}),
    };
  }

  function rank(team: string): Operation {
    const asked = {
      team,
      candidates: weighted(reps.map((rep) => ({ rep, capacity: random.below(4) }))),
      ...(random.chance(0.3) ? { prefer: random.pick(reps) } : {}),
      ...(random.chance(0.3) ? { exclude: reps.filter(() => random.chance(0.4)) } : {}),
    };
    const args = [asked, clock.now()] as const;
    const learn = (ranking: Ranking) => void rankings.set(team, ranking);
    return operation('floor.rank', args, ({ floor }) => floor.rank(...args), learn);
  }

  function grant(team: string): Operation {
    if (random.chance(0.3)) {
      const args = [team, `inv_${Math.max(0, grants - random.below(5))}`, clock.now()] as const;
      return operation('floor.endGrant', args, ({ floor }) => floor.endGrant(...args));
    }
    if (random.chance(0.8)) grants += 1;
    const asked = {
      grant: `inv_${grants}`,
      site: random.pick(sites),
      conversation: random.pick(conversations),
      livesMs: 1_000 * random.below(20),
      most: random.below(4),
      ...(random.chance(0.5) ? { value: random.pick([0, 4_900, 12.5]) } : {}),
    };
    const args = [team, asked, clock.now()] as const;
    return operation('floor.takeGrant', args, ({ floor }) => floor.takeGrant(...args));
  }

  function missed(team: string): Operation {
    const rep = random.pick(reps);
    const dice = random.below(10);
    if (dice < 1) return operation('floor.resetMissed', [team, rep], ({ floor }) => floor.resetMissed(team, rep));
    if (dice < 2) {
      const args = [team, rep, 'missed_rings', clock.now()] as const;
      return operation('floor.pause', args, ({ floor }) => floor.pause(...args));
    }
    // Often once more, as two nodes would say it.
    if (dice < 7) lastMissed = [team, rep, `clm_${random.below(40)}`];
    const args = lastMissed;
    return operation('floor.noteMissed', args, ({ floor }) => floor.noteMissed(...args));
  }

  function byMessage(team: string): Operation {
    const item = {
      ...{ conversation: random.pick(waiting), site: random.pick(sites), queuedAt: clock.now() - random.below(3) },
      ...(random.chance(0.7) ? { rep: random.pick(reps) } : {}),
    };
    const args = [team, item.conversation] as const;
    if (random.chance(0.2)) return operation('floor.isByMessage', args, ({ floor }) => floor.isByMessage(...args));
    if (random.chance(0.3)) {
      return operation('floor.removeByMessage', args, ({ floor }) => floor.removeByMessage(...args));
    }
    return operation('floor.putByMessage', [team, item], ({ floor }) => floor.putByMessage(team, item));
  }

  function assign(team: string): Operation {
    const asked = {
      team,
      item: { conversation: random.pick(waiting), site: random.pick(sites), queuedAt: clock.now() - random.below(3) },
      candidates: weighted(reps.filter(() => random.chance(0.7)).map((rep) => ({ rep, capacity: random.below(4) }))),
      ...(random.chance(0.3) ? { prefer: random.pick(reps) } : {}),
    };
    const args = [asked, clock.now()] as const;
    return operation('floor.assignByMessage', args, ({ floor }) => floor.assignByMessage(...args));
  }

  /** Of nobody anything may ever be wrong. */
  const recount = (team: string): Operation => {
    const args = [team, clock.now()] as const;
    return operation('floor.recount', args, ({ floor }) => floor.recount(...args));
  };

  const kinds = [rank, rank, grant, grant, missed, missed, byMessage, assign, assign, recount];
  return {
    decorate: (request) => ({
      ...request,
      candidates: weighted(request.candidates),
      ...(random.chance(0.3) ? ordered(request.team) : {}),
      ...(random.chance(0.4) ? { serves: { site: random.pick(sites), ...share() } } : {}),
    }),
    item: (item) => ({
      ...item,
      ...(random.chance(0.3) ? { priority: random.below(3) - 1 } : {}),
      ...share(),
      ...(random.chance(0.15) ? { isReturned: true } : {}),
    }),
    beside: () => (random.chance(0.25) ? [random.pick(kinds)(random.pick(teams))] : []),
  };
}
