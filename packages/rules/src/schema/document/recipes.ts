import { SIGNALS } from '../../catalogue/index.ts';
import type { Listen, Match, Rule } from '../../playbook.ts';
import type { PlaybookFile } from '../parse.ts';
import { code, duration, table } from './markdown.ts';

/** A ready playbook of examples/playbooks. */
export interface Recipe {
  /** Its file's name. */
  readonly file: string;
  readonly playbook: PlaybookFile;
}

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (count: number): string => `${count}${SUFFIXES[ORDINALS.select(count)] ?? 'th'}`;

function match({ signal, of, atLeast }: Partial<Match>): string {
  const kind = of === undefined ? '' : ` (${of})`;
  return `${code(signal)}${kind}${atLeast === undefined ? '' : ` from ${atLeast}`}`;
}

function wait(signal: string | undefined, afterMs: number): string {
  if (afterMs === 0) return '';
  return SIGNALS.get(signal ?? '')?.isDwell ? ` for ${duration(afterMs)}` : `, and ${duration(afterMs)} later still so`;
}

/** An entry of `on` in a few words. */
export function describeListen({ flow, count = 1, withinMs, without, afterMs = 0, at, ...one }: Listen): string {
  const within = withinMs === undefined ? '' : ` within ${duration(withinMs)}`;
  return [
    flow ? flow.map(match).join(', then ') + within : match(one),
    count > 1 ? `, the ${ordinal(count)} time${within}` : '',
    at === undefined ? '' : ` at ${at}`,
    wait(one.signal, afterMs),
    without ? `, without ${without.map(match).join(' or ')}` : '',
  ].join('');
}

const row = (file: string, { name, on, invite }: Rule): readonly string[] => [
  `[${name}](../examples/playbooks/${file})`,
  on.map(describeListen).join('; or '),
  invite.text['en'] ?? '',
];

/** One line a rule, in the order of the files' names. */
export const recipeTable = (recipes: readonly Recipe[]): string =>
  table(
    ['Recipe', 'Listens to', 'Says'],
    recipes.flatMap(({ file, playbook }) => playbook.rules.map((rule) => row(file, rule))),
  );
