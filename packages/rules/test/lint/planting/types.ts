import type { Playbook, Rule } from '../../../src/playbook.ts';
import type { Certainty, FindingKind, LintOptions, Recorded } from '../../../src/lint/index.ts';

export type Draft = Omit<Playbook, 'version'>;

/** Options as JSON: sets are lists. */
export type PlainOptions = Omit<LintOptions, 'recorded'> & {
  readonly recorded?: { readonly [Key in keyof Recorded]: Recorded[Key] extends number ? number : readonly string[] };
};

/** What the linter must say of a planted playbook, and nothing beside it. */
export interface Expected {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly path: string;
}

/** One line of the corpus. */
export interface Specimen {
  readonly name: string;
  readonly options: PlainOptions;
  /** None: clean. */
  readonly expected: readonly Expected[];
  readonly playbook: Draft;
}

/** A playbook in which nothing is wrong, and what is known of its site. */
export interface Ground {
  readonly playbook: Draft;
  readonly options: PlainOptions;
}

/** `at` is the index of the first rule that a fault brings along. */
export interface Planted {
  readonly rules?: readonly Rule[];
  /** Beside the rules; what is here replaces what the ground has. */
  readonly playbook?: Partial<Omit<Draft, 'rules'>>;
  readonly options?: PlainOptions;
  readonly expected: (at: number) => Expected | readonly Expected[];
}
