import type { Rule } from '../../../src/playbook.ts';
import type { Random } from './random.ts';

/** A rule of a shop, without its texts. */
export type Bare = Omit<Rule, 'invite'> & { readonly invite?: Partial<Rule['invite']> };

/** A sort of rule that shops have; some come as several that belong together. */
export type Template = (random: Random) => readonly Bare[];

export const money = (random: Random): number => random.pick([5_000, 10_000, 15_000, 25_000, 40_000]);
export const seconds = (random: Random, ...choices: readonly number[]): number => random.pick(choices) * 1000;
