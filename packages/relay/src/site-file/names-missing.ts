import type { Rule } from '@tillside/rules';
import type { PlaybookFile } from '@tillside/rules/schema';
import type { DirectorySnapshot, Site } from '../ports/index.ts';
import type { Mistake } from './read.ts';

interface Named {
  readonly path: string;
  readonly kind: 'team' | 'skill';
  readonly name: string;
}

const fact = /^reps\.(team|skill)s\.(.+)$/;

/** Facts of one team or skill, wherever in the condition they stand. */
function namedIn(condition: unknown, path: string): readonly Named[] {
  if (Array.isArray(condition)) return condition.flatMap((one, index) => namedIn(one, `${path}[${index}]`));
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([key, inner]) => {
    const [, kind, name] = fact.exec(key) ?? [];
    if (kind === undefined || name === undefined) return namedIn(inner, `${path}.${key}`);
    return [{ path: `${path}.${key}`, kind: kind === 'team' ? 'team' : 'skill', name }];
  });
}

function namedBy({ when, invite }: Rule, path: string): readonly Named[] {
  const skills = (invite.skills ?? []).map((name, index): Named => ({
    path: `${path}.invite.skills[${index}]`,
    kind: 'skill',
    name,
  }));
  const { team } = invite;
  const asked = team === undefined ? [] : [{ path: `${path}.invite.team`, kind: 'team' as const, name: team }];
  return [...namedIn(when, `${path}.when`), ...skills, ...asked];
}

/**
 * Teams that a playbook's rules name and the site's route does not, and skills that no enabled rep of the route has: such a rule would sleep
 * for good, or ask for nobody.
 */
export function namesMissing(
  { rules }: Pick<PlaybookFile, 'rules'>,
  site: Pick<Site, 'id' | 'route'>,
  reps: DirectorySnapshot['reps'],
): readonly Mistake[] {
  const teams = site.route.map(({ team }) => team);
  const there = reps.filter((rep) => !rep.isDisabled && teams.includes(rep.team));
  const skills = [...new Set(there.flatMap((rep) => rep.skills ?? []))].toSorted();
  return rules.flatMap((rule, index) => {
    if (rule.enabled === false) return [];
    return namedBy(rule, `rules[${index}]`).flatMap(({ path, kind, name }) => {
      const known = kind === 'team' ? teams : skills;
      if (known.includes(name)) return [];
      const message =
        kind === 'team'
          ? `${name} is not on the route of ${site.id}, which has ${known.join(', ')}`
          : `no rep of ${site.id} has the skill ${name}; known: ${known.join(', ') || 'none'}. "tillside rep set ADDRESS --skill ${name}" gives it`;
      return [{ path, message }];
    });
  });
}
