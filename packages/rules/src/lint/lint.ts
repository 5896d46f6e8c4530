import { addressesOfPlaybook, addressesOfRule } from './checks/addresses.ts';
import { nobodyInvited } from './checks/audience.ts';
import { onlyWhereNothingInvites, outOfSchedule } from './checks/blocked.ts';
import { needsCountry } from './checks/country.ts';
import { mixedCurrencies } from './checks/currency.ts';
import { deadEntries } from './checks/entries.ts';
import { visitLimit, visitorLimit } from './checks/limits.ts';
import { missingLocales } from './checks/locales.ts';
import { unknownNames } from './checks/names.ts';
import { canBe, deadBranches, neverHolds, neverOpens } from './checks/never.ts';
import { shadowed } from './checks/shadowed.ts';
import type { Condition, Rule } from '../playbook.ts';
import type { Finding, LintOptions } from './finding.ts';
import { pageIsFree } from './known/always.ts';
import type { Check, Scene, Unversioned } from './scene.ts';

/** Why a rule never invites, each the ground the next stands on: the first that finds something is the last that is asked. */
const DEADLY: readonly Check[] = [
  neverOpens,
  neverHolds,
  nobodyInvited,
  onlyWhereNothingInvites,
  outOfSchedule,
  deadEntries,
];

/** What may be wrong with a rule that does invite. */
const MINOR: readonly Check[] = [
  deadBranches,
  visitLimit,
  visitorLimit,
  missingLocales,
  addressesOfRule,
  needsCountry,
  mixedCurrencies,
  unknownNames,
];

/** Of these, what may be wrong with a condition alone. */
const ABOUT_CONDITIONS: readonly Check[] = [deadBranches, needsCountry, mixedCurrencies, unknownNames];

const firstOf = (checks: readonly Check[], scene: Scene): readonly Finding[] => {
  for (const check of checks) {
    const found = check(scene);
    if (found.length) return found;
  }
  return [];
};

const isDead = (findings: readonly Finding[]): boolean => findings.some(({ certainty }) => certainty === 'error');

/** A blacklist that leaves no page: nothing else is worth saying then. */
function noPageLeft(playbook: Unversioned, options: LintOptions): readonly Finding[] {
  if (canBe({ playbook, options }, pageIsFree(playbook)) !== 'no') return [];
  const message = 'excludes every page, so that nothing ever invites: narrow it';
  return [{ kind: 'unreachable', certainty: 'error', path: 'limits.neverOn', message, rules: [] }];
}

/** The condition of the round button, as if it were a rule's. */
function lintLauncher(playbook: Unversioned, options: LintOptions, when: Condition): readonly Finding[] {
  const rule: Rule = { id: '', name: '', on: [], when, invite: { text: {} } };
  const scene: Scene = { playbook, options, rule, path: 'launcher' };
  const dead = neverHolds(scene);
  const found = dead.length ? dead : ABOUT_CONDITIONS.flatMap((check) => check(scene));
  return found.map((one) => ({ ...one, rules: [] }));
}

/**
 * Looks for rules that cannot do what they are there for, in a playbook that the schema accepts; rules that are switched off are left out.
 * Sound: an `error` or a `warning` is certain, in every journey that keeps to the catalogue; what could not be decided is `cannot_tell`.
 *
 * @returns findings in the order of the document: the playbook's own first, then rule by rule.
 */
export function lint(playbook: Unversioned, options: LintOptions = {}): readonly Finding[] {
  const whole = noPageLeft(playbook, options);
  if (whole.length) return whole;
  const scenes = playbook.rules
    .map((rule, index): Scene => ({ playbook, options, rule, path: `rules[${index}]` }))
    .filter(({ rule }) => rule.enabled !== false);
  const { launcher } = playbook;
  const deadly = new Map(scenes.map((scene) => [scene, firstOf(DEADLY, scene)]));
  const alive = scenes.filter((scene) => !isDead(deadly.get(scene) ?? []));
  return [
    ...addressesOfPlaybook(playbook, options),
    ...(launcher ? lintLauncher(playbook, options, launcher.when) : []),
    ...scenes.flatMap((scene) => {
      const found = deadly.get(scene) ?? [];
      if (!alive.includes(scene)) return found;
      const minor = MINOR.flatMap((check) => check(scene));
      return [
        ...found,
        ...shadowed(
          scene,
          alive.map(({ rule }) => rule),
        ),
        ...minor,
      ];
    }),
  ];
}
