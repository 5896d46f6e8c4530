import type { openStore } from '@tillside/relay';
import { runInFlight } from './in-flight.ts';

export type Opened = Awaited<ReturnType<typeof openStore>>;

/** All reps together, whatever teams they are in; three conversations each. */
export const repCount = 10_000;
export const capacity = 3;
/** Every instant of the run: leases do not run out while it is measured. */
export const at = Date.UTC(2026, 10, 2, 9);

const sites = ['site_a', 'site_b', 'site_c', 'site_d'] as const;

export interface Shape {
  readonly name: string;
  readonly teams: readonly string[];
  readonly reps: readonly string[];
}

export function shapeOf(repsEach: number): Shape {
  return {
    name: `${repCount / repsEach} × ${repsEach.toLocaleString('en')}`,
    teams: Array.from({ length: repCount / repsEach }, (_, n) => `team_${repsEach}-${n}`),
    reps: Array.from({ length: repsEach }, (_, n) => `rep_${n}`),
  };
}

/** Everybody is there, no two for the same time. */
export async function fillFloors({ floor }: Opened, { teams, reps }: Shape): Promise<void> {
  for (const team of teams) {
    const come = async (n: number) => {
      await floor.setStatus(team, reps[n] ?? '', 'available', at - 600_000 + n);
      return true;
    };
    await runInFlight(come, reps.length);
    await floor.renewPresence(team, 'n1', reps, at);
  }
}

export interface Claims {
  claim(n: number): Promise<boolean>;
  release(n: number): Promise<boolean>;
}

/** One in three asks for a skill that half the reps have, one in three is a returning visitor; all serve a queue that four sites share. */
export function createClaims({ floor }: Opened, { teams, reps }: Shape): Claims {
  const everybody = reps.map((rep) => ({ rep, capacity }));
  const skilled = everybody.filter((_, n) => n % 2 === 1);
  const teamOf = (n: number) => teams[n % teams.length] ?? '';
  return {
    async claim(n) {
      const site = sites[n % sites.length] ?? 'site_a';
      const { kind } = await floor.claimRep(
        {
          team: teamOf(n),
          claim: `clm_${n}`,
          site,
          conversation: `cnv_${n}`,
          state: 'unconfirmed',
          dueAfterMs: 10_000,
          candidates: n % 3 === 0 ? skilled : everybody,
          ...(n % 3 === 1 ? { prefer: reps[(n * 7_919) % reps.length] ?? '' } : {}),
          serves: { site, share: site === 'site_a' ? 2 : 1 },
        },
        at,
      );
      return kind === 'claimed';
    },
    release: async (n) => (await floor.releaseClaim(teamOf(n), `clm_${n}`, at)) === 'released',
  };
}
