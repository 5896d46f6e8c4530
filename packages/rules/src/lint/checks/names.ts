import { leavesOf } from '../formula/leaves.ts';
import type { Check } from '../scene.ts';
import { finding } from '../scene.ts';

const FAMILIES = [
  { prefix: 'reps.teams.', option: 'teams', what: 'team' },
  { prefix: 'reps.skills.', option: 'skills', what: 'skill' },
] as const;

const unknown = (what: string, name: string, known: readonly string[]): string =>
  `the site has no ${what} ‘${name}’; ${known.length ? `it has ${known.join(', ')}` : 'it has none'}`;

/** Teams and skills in conditions and invitations that the site does not have. */
export const unknownNames: Check = (scene) => {
  const { rule, options } = scene;
  const at = { kind: 'unknown_name', certainty: 'warning' } as const;
  const inCondition = leavesOf(rule.when, 'when').flatMap(({ path, fact }) =>
    FAMILIES.flatMap(({ prefix, option, what }) => {
      const known = options[option];
      const name = fact.slice(prefix.length);
      if (!known || !fact.startsWith(prefix) || known.includes(name)) return [];
      const message = `${unknown(what, name, known)}: this fact is never there`;
      return [finding(scene, { ...at, path: path.slice(0, path.indexOf(fact) + fact.length), message })];
    }),
  );
  const known = options.skills;
  const inInvitation = (rule.invite.skills ?? []).flatMap((skill, index) => {
    if (!known || known.includes(skill)) return [];
    const message = `${unknown('skill', skill, known)}: no rep is ever found for this invitation`;
    return [finding(scene, { ...at, path: `invite.skills[${index}]`, message })];
  });
  const { team } = rule.invite;
  const isUnknownTeam = team !== undefined && options.teams?.includes(team) === false;
  const inTeam = isUnknownTeam
    ? [
        finding(scene, {
          ...at,
          path: 'invite.team',
          message: `${unknown('team', team, options.teams ?? [])}: the invitation goes by the route’s order`,
        }),
      ]
    : [];
  return [...inCondition, ...inInvitation, ...inTeam];
};
