import type { Claim, ClaimRequest } from '../../../src/ports/index.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import { conversations, nodes, reps, sites, teams } from '../world.ts';
import type { World } from '../world.ts';
import { waiting } from './choice.ts';
import type { Choice } from './choice.ts';

/** Nodes and reps on two teams' floors. */
export function createFloor(world: World, { decorate, item: brings }: Choice): Generate {
  const { random, clock } = world;
  let claims = 0;

  const some = <T>(values: readonly T[], probability: number): T[] => values.filter(() => random.chance(probability));
  /** Mostly one that was asked for lately. */
  const claimId = (): string => `clm_${Math.max(0, claims - random.below(6))}`;

  function request(team: string): ClaimRequest {
    if (random.chance(0.8)) claims += 1;
    return {
      team,
      claim: random.chance(0.8) ? `clm_${claims}` : claimId(),
      site: random.pick(sites),
      conversation: random.pick(conversations),
      state: random.pick(['held', 'unconfirmed'] as const),
      dueAfterMs: 1_000 * random.below(20),
      candidates: some(reps, 0.9).map((rep) => ({ rep, capacity: random.chance(0.05) ? 0 : 1 + random.below(3) })),
      ...(random.chance(0.3) ? { prefer: random.pick(reps) } : {}),
      ...(random.chance(0.3) ? { exclude: some(reps, 0.4) } : {}),
    };
  }

  function restored(): Claim {
    return {
      claim: claimId(),
      rep: random.pick(reps),
      site: random.pick(sites),
      conversation: random.pick(conversations),
      state: random.pick(['held', 'unconfirmed', 'confirmed'] as const),
      ...(random.chance(0.5) ? { dueAt: clock.now() + 5_000 } : {}),
      at: clock.now() - random.below(5_000),
    };
  }

  function queue(team: string): Operation {
    const conversation = random.pick(waiting);
    const dice = random.below(4);
    if (dice < 2) {
      const item = brings({ conversation, site: random.pick(sites), queuedAt: clock.now() - random.below(3) });
      return operation('floor.enqueue', [team, item], ({ floor }) => floor.enqueue(team, item));
    }
    const args = [team, conversation] as const;
    return dice === 2
      ? operation('floor.dequeue', args, ({ floor }) => floor.dequeue(...args))
      : operation('floor.position', args, ({ floor }) => floor.position(...args));
  }

  function step(team: string): Operation {
    const now = clock.now();
    const dice = random.below(100);
    if (dice < 8) {
      const status = random.pick(['available', 'available', 'available', 'away', 'offline'] as const);
      const args = [team, random.pick(reps), status, now] as const;
      return operation('floor.setStatus', args, ({ floor }) => floor.setStatus(...args));
    }
    if (dice < 30) {
      const args = [team, random.pick(nodes), some(reps, random.chance(0.1) ? 0.2 : 0.9), now] as const;
      return operation('floor.renewPresence', args, ({ floor }) => floor.renewPresence(...args));
    }
    if (dice < 55) {
      const args = [decorate(request(team)), now] as const;
      return operation('floor.claimRep', args, ({ floor }) => floor.claimRep(...args));
    }
    if (dice < 62) {
      const args = [team, claimId(), random.chance(0.5) ? 20_000 : undefined, now] as const;
      return operation('floor.confirmClaim', args, ({ floor }) => floor.confirmClaim(...args));
    }
    if (dice < 72) {
      const args = [team, claimId(), now] as const;
      return operation('floor.releaseClaim', args, ({ floor }) => floor.releaseClaim(...args));
    }
    if (dice < 73) {
      const args = [team, claimId()] as const;
      return operation('floor.hasClaim', args, ({ floor }) => floor.hasClaim(...args));
    }
    if (dice < 75) {
      const args = [team, restored(), now] as const;
      return operation('floor.restoreClaim', args, ({ floor }) => floor.restoreClaim(...args));
    }
    if (dice < 88) return queue(team);
    return operation('floor.snapshot', [team, now], ({ floor }) => floor.snapshot(team, now));
  }

  return () => [step(random.pick(teams))];
}

/** The shift begins: everybody is there, so that a run is not spent on empty floors. */
export function beginShift({ random, clock }: World): Operation[] {
  return teams.flatMap((team) => [
    ...reps.map((rep) => {
      const args = [team, rep, 'available', clock.now() - random.below(3)] as const;
      return operation('floor.setStatus', args, ({ floor }) => floor.setStatus(...args));
    }),
    operation('floor.renewPresence', [team, 'n1', reps], ({ floor }) =>
      floor.renewPresence(team, 'n1', reps, clock.now()),
    ),
  ]);
}
