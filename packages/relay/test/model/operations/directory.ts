import type { DirectoryChange, Site } from '../../../src/ports/index.ts';
import { site } from '../../contracts/build.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import { reps, sites, teams } from '../world.ts';
import type { World } from '../world.ts';

/** Administrators, and reps who sign in, rightly or not. */
export function createDirectory(world: World): Generate {
  const { random, clock } = world;
  let revision = 0;
  const hash = (): string => `hash${random.below(3)}`;
  const keys = (): string[] => random.pick([['account/1'], ['address/1'], ['account/1', 'address/1']]);

  /** A rollout under way, or a version to go back to. */
  function versions(): Partial<Site> {
    return {
      ...(random.chance(0.5) ? { previousPlaybook: `v${random.below(3)}` } : {}),
      ...(random.chance(0.5) ? { rollout: { version: `v${random.below(3)}`, percent: random.pick([1, 10, 50]) } } : {}),
    };
  }

  function change(): DirectoryChange {
    const version = `v${random.below(3)}`;
    const id = random.pick(sites);
    const team = {
      id: random.pick(teams),
      name: world.text(),
      kind: 'shared',
      capacity: 2,
      ringTimeoutMs: 20_000,
    } as const;
    const rep = {
      id: random.pick(reps),
      team: team.id,
      name: world.text(),
      email: 'a@example.test',
      role: 'rep',
    } as const;
    return {
      ...(random.chance(0.5) ? { sites: [site(id, { name: world.text(), playbook: version, ...versions() })] } : {}),
      ...(random.chance(0.5) ? { teams: [team] } : {}),
      ...(random.chance(0.5)
        ? { reps: [{ ...rep, skills: [world.text()], passwordHash: '$argon2id$', isDisabled: random.chance(0.5) }] }
        : {}),
      ...(random.chance(0.5)
        ? { playbooks: [{ site: id, version, json: JSON.stringify({ n: random.below(9) }) }] }
        : {}),
    };
  }

  function content(): Operation {
    const dice = random.below(4);
    if (dice === 0)
      return operation(
        'directory.load',
        [],
        ({ directory }) => directory.load(),
        (all) => void (revision = all.revision),
      );
    if (dice === 1) return operation('directory.revision', [], ({ directory }) => directory.revision());
    if (dice === 2) {
      const args = [random.pick(sites), `v${random.below(3)}`] as const;
      return operation('directory.playbook', args, ({ directory }) => directory.playbook(...args));
    }
    const args = [change(), revision + (random.chance(0.2) ? random.below(3) - 1 : 0)] as const;
    return operation(
      'directory.apply',
      args,
      ({ directory }) => directory.apply(...args),
      (answer) => {
        if (answer.kind === 'applied') revision = answer.revision;
      },
    );
  }

  function signIns(now: number): Operation {
    const key = hash();
    const dice = random.below(10);
    if (dice < 3) {
      const signIn = { rep: random.pick(reps), at: now, expiresAt: now + random.below(120_000) };
      return operation('directory.putSignIn', [key, signIn], ({ directory }) => directory.putSignIn(key, signIn));
    }
    if (dice < 8) return operation('directory.signIn', [key, now], ({ directory }) => directory.signIn(key, now));
    if (dice < 9) return operation('directory.revokeSignIn', [key], ({ directory }) => directory.revokeSignIn(key));
    const rep = random.pick(reps);
    return operation('directory.revokeSignIns', [rep], ({ directory }) => directory.revokeSignIns(rep));
  }

  function tickets(now: number): Operation {
    const key = `ticket${random.below(2)}`;
    if (random.chance(0.6))
      return operation('directory.takeTicket', [key, now], ({ directory }) => directory.takeTicket(key, now));
    const args = [key, { rep: random.pick(reps), signIn: hash() }, 10_000 + random.below(50_000), now] as const;
    return operation('directory.putTicket', args, ({ directory }) => directory.putTicket(...args));
  }

  function failures(now: number): Operation {
    const named = keys();
    const dice = random.below(20);
    if (dice < 12)
      return operation('directory.countFailure', [named, now], ({ directory }) => directory.countFailure(named, now));
    if (dice < 19) return operation('directory.waitMs', [named, now], ({ directory }) => directory.waitMs(named, now));
    return operation('directory.clearFailures', [named], ({ directory }) => directory.clearFailures(named));
  }

  return () => {
    const now = clock.now();
    return [random.pick([content, () => signIns(now), () => tickets(now), () => failures(now)])()];
  };
}

/** Somebody has tried passwords already, up to the point where it begins to cost time. */
export function beginBreakIn({ random, clock }: World): Operation[] {
  const named = ['account/1'];
  const attempt = () =>
    operation('directory.countFailure', [named], ({ directory }) => directory.countFailure(named, clock.now()));
  return Array.from({ length: random.below(7) }, attempt);
}
