import { describe, expect, it } from 'vitest';
import { liveVersions, publishVersion, rollBack, rollOut } from '../../src/core/playbook-versions.ts';
import type { VersionsChange } from '../../src/core/playbook-versions.ts';
import type { Site } from '../../src/ports/index.ts';
import { site } from '../contracts/build.ts';

type Versions = Pick<Site, 'playbook' | 'previousPlaybook' | 'rollout'>;

const siteWith = (versions: Versions): Site => site('site_a', versions);

/** The site's versions alone, or why not. */
function came(change: VersionsChange): object | string {
  if (change.kind === 'refused') return change.reason;
  if (change.kind === 'unchanged') return change.kind;
  const { playbook, previousPlaybook, rollout, ...rest } = change.site;
  expect(rest).toEqual(site('site_a'));
  return Object.fromEntries(
    Object.entries({ playbook, previousPlaybook, rollout }).filter(([, value]) => value !== undefined),
  );
}

const fresh = siteWith({});
const first = siteWith({ playbook: 'v1' });
const second = siteWith({ playbook: 'v2', previousPlaybook: 'v1' });
const testing = siteWith({ playbook: 'v2', previousPlaybook: 'v1', rollout: { version: 'v3', percent: 10 } });

describe('a site’s playbooks', () => {
  it('[CO24] go live at once for everybody; the one before is kept', () => {
    expect(came(publishVersion(fresh, 'v1', 100))).toEqual({ playbook: 'v1' });
    expect(came(publishVersion(first, 'v2', 100))).toEqual({ playbook: 'v2', previousPlaybook: 'v1' });
    expect(came(publishVersion(second, 'v3', 100))).toEqual({ playbook: 'v3', previousPlaybook: 'v2' });
    expect(came(publishVersion(second, 'v2', 100))).toBe('unchanged');
  });

  it('[CO24] take over from a candidate when they go live for everybody', () => {
    expect(came(publishVersion(testing, 'v4', 100))).toEqual({ playbook: 'v4', previousPlaybook: 'v2' });
    expect(came(publishVersion(testing, 'v3', 100))).toEqual({ playbook: 'v3', previousPlaybook: 'v2' });
    expect(came(publishVersion(testing, 'v2', 100))).toEqual({ playbook: 'v2', previousPlaybook: 'v1' });
  });

  it('[CO24] are a candidate below, which needs a current one beside it', () => {
    expect(came(publishVersion(fresh, 'v1', 10))).toBe('no_current');
    const rollout = { version: 'v3', percent: 1 };
    expect(came(publishVersion(second, 'v3', 1))).toEqual({ playbook: 'v2', previousPlaybook: 'v1', rollout });
    expect(came(publishVersion(testing, 'v4', 1))).toMatchObject({ rollout: { version: 'v4', percent: 1 } });
    expect(came(publishVersion(testing, 'v3', 10))).toBe('unchanged');
    expect(came(publishVersion(testing, 'v2', 10))).toBe('unchanged');
  });

  it('[CO24] are widened, up to everybody', () => {
    expect(came(rollOut(testing, 50))).toMatchObject({ playbook: 'v2', rollout: { version: 'v3', percent: 50 } });
    expect(came(rollOut(testing, 1))).toMatchObject({ rollout: { version: 'v3', percent: 1 } });
    expect(came(rollOut(testing, 10))).toBe('unchanged');
    expect(came(rollOut(testing, 100))).toEqual({ playbook: 'v3', previousPlaybook: 'v2' });
    expect(came(rollOut(second, 50))).toBe('no_candidate');
  });

  it('[CO24] are taken back one step at a time, and what was taken back is not live', () => {
    expect(came(rollBack(testing))).toEqual({ playbook: 'v2', previousPlaybook: 'v1' });
    expect(came(rollBack(second))).toEqual({ playbook: 'v1' });
    expect(came(rollBack(first))).toBe('no_previous');
    expect(came(rollBack(fresh))).toBe('no_previous');
  });

  it('[CO24] are live as current, candidate and the one before', () => {
    expect(liveVersions(testing)).toEqual(['v2', 'v3', 'v1']);
    expect(liveVersions(first)).toEqual(['v1']);
    expect(liveVersions(fresh)).toEqual([]);
  });
});
