/** What is wrong with a playbook that is correctly written. docs and SPEC list them in these words. */
export const FINDING_KINDS = {
  never: 'A condition, or an alternative of one, that can never be true; a schedule that never opens.',
  contradictory: 'Parts of one rule that exclude each other: its signals, its condition, its schedule, its audience.',
  unreachable: 'A rule, or one of its signals, that the playbook around it keeps from ever inviting.',
  shadowed: 'A rule that is always outranked by another one that asks whenever it does.',
  limit_never_binds: 'A limit that another limit always comes before.',
  missing_locale: 'A text that is missing in a language the site speaks, or that other rules speak.',
  url_matches_nothing: 'An address or a pattern that no page of the recorded journeys has.',
  needs_country: 'A condition on `visit.country`, which is only there where the operator’s proxy tells it.',
  mixed_currency: 'Money that is compared without a look at its currency, on a site that sells in several.',
  unknown_name: 'A team or a skill that the site does not have.',
} as const;

export type FindingKind = keyof typeof FINDING_KINDS;

/**
 * - `error`: certain, and some rule or part of it never does what it is there for
 * - `warning`: certain, but it does no harm by itself, or hangs on something outside the playbook that the message names
 * - `cannot_tell`: could not be decided; nothing is claimed
 */
export type Certainty = 'error' | 'warning' | 'cannot_tell';

export interface Finding {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  /** Into the playbook, as the schema's: `rules[2].when.cart.value`. */
  readonly path: string;
  /** What is so, and what to do about it. */
  readonly message: string;
  /** Ids of the rules that have to do with it, the one at `path` first. */
  readonly rules: readonly string[];
}

/** The pages and currencies that journeys recorded. */
export interface Recorded {
  readonly journeys: number;
  readonly urls: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
  readonly currencies: ReadonlySet<string>;
}

/** What is known of the site. What is left out is not looked at. */
export interface LintOptions {
  /** Languages the site speaks, BCP 47. Default: all that some enabled rule speaks. */
  readonly locales?: readonly string[];
  /** Currencies the site sells in. Default: those of the journeys. */
  readonly currencies?: readonly string[];
  /** Ids of the teams on the site's route. */
  readonly teams?: readonly string[];
  /** Skills that some rep of them has. */
  readonly skills?: readonly string[];
  /** The operator's proxy tells the country. Default false. */
  readonly knowsCountry?: boolean;
  readonly recorded?: Recorded;
  /** Combinations of alternatives that are tried for one question before it is left open. Default 20,000. */
  readonly mostCombinations?: number;
}
