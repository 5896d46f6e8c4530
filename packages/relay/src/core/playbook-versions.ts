import type { Site } from '../ports/index.ts';

/** The shares of the visitors that a candidate may be given to. 100: it is no candidate any more. */
export const rolloutSteps = [1, 10, 50, 100] as const;
export type RolloutStep = (typeof rolloutSteps)[number];

/** What a change of a site's versions comes to. */
export type VersionsChange =
  | { readonly kind: 'changed'; readonly site: Site }
  /** It is so already. */
  | { readonly kind: 'unchanged' }
  /** `no_current`: the first playbook is nobody's candidate. `no_candidate`, `no_previous`: there is nothing to widen, or to go back to. */
  | { readonly kind: 'refused'; readonly reason: 'no_current' | 'no_candidate' | 'no_previous' };

type Versions = { readonly [Name in 'playbook' | 'previousPlaybook' | 'rollout']?: Site[Name] | undefined };

function withVersions(site: Site, { playbook, previousPlaybook, rollout }: Versions): VersionsChange {
  const { playbook: _current, previousPlaybook: _previous, rollout: _rollout, ...rest } = site;
  return {
    kind: 'changed',
    site: {
      ...rest,
      ...(playbook === undefined ? {} : { playbook }),
      ...(previousPlaybook === undefined ? {} : { previousPlaybook }),
      ...(rollout === undefined ? {} : { rollout }),
    },
  };
}

/** The versions a page may name, the current one first. */
export function liveVersions({ playbook, rollout, previousPlaybook }: Versions): readonly string[] {
  return [playbook, rollout?.version, previousPlaybook].filter((version) => version !== undefined);
}

/**
 * A version goes live: at 100 % it is current at once, the one before stays for pages that are open and to go back to; below, it is the
 * candidate, in place of the one there was.
 */
export function publishVersion(site: Site, version: string, percent: RolloutStep): VersionsChange {
  const { playbook, previousPlaybook, rollout } = site;
  if (percent === 100) return becomeCurrent(site, version);
  if (playbook === undefined) return { kind: 'refused', reason: 'no_current' };
  if (playbook === version) return { kind: 'unchanged' };
  if (rollout?.version === version && rollout.percent === percent) return { kind: 'unchanged' };
  return withVersions(site, { playbook, previousPlaybook, rollout: { version, percent } });
}

function becomeCurrent(site: Site, version: string): VersionsChange {
  const { playbook, previousPlaybook, rollout } = site;
  if (playbook !== version) return withVersions(site, { playbook: version, previousPlaybook: playbook });
  return rollout === undefined ? { kind: 'unchanged' } : withVersions(site, { playbook, previousPlaybook });
}

/** The candidate is given to more visitors, or to fewer; at 100 % it becomes current. */
export function rollOut(site: Site, percent: RolloutStep): VersionsChange {
  const { rollout } = site;
  return rollout === undefined
    ? { kind: 'refused', reason: 'no_candidate' }
    : publishVersion(site, rollout.version, percent);
}

/**
 * One step back: the candidate is dropped; without one the version before is current again. What was taken back is not live any more, also
 * not for pages that are open.
 */
export function rollBack(site: Site): VersionsChange {
  const { playbook, previousPlaybook, rollout } = site;
  if (rollout !== undefined) return withVersions(site, { playbook, previousPlaybook });
  if (previousPlaybook === undefined) return { kind: 'refused', reason: 'no_previous' };
  return withVersions(site, { playbook: previousPlaybook });
}
