/**
 * Makes the corpus that the linter is held against: `node packages/rules/test/lint/generate-corpus.ts`. The same seed gives the same files;
 * a test makes them again and compares.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FindingKind } from '../../src/lint/index.ts';
import { CONTRADICTORY, NEVER } from './planting/conditions.ts';
import type { Fault } from './planting/conditions.ts';
import { makeGround } from './planting/ground.ts';
import { createRandom } from './planting/random.ts';
import type { Random } from './planting/random.ts';
import { SHADOWED } from './planting/rivals.ts';
import { MISSING_LOCALE, MIXED_CURRENCY, NEEDS_COUNTRY, UNKNOWN_NAME } from './planting/site.ts';
import { LIMIT_NEVER_BINDS, UNREACHABLE, URL_MATCHES_NOTHING } from './planting/surroundings.ts';
import type { Ground, Planted, Specimen } from './planting/types.ts';

export const SEED = 20_261_121;
export const CLEAN = 80;

/** For each kind at least eight ways to get it wrong. */
export const FAULTS: Readonly<Record<FindingKind, readonly Fault[]>> = {
  never: NEVER,
  contradictory: CONTRADICTORY,
  unreachable: UNREACHABLE,
  shadowed: SHADOWED,
  limit_never_binds: LIMIT_NEVER_BINDS,
  missing_locale: MISSING_LOCALE,
  url_matches_nothing: URL_MATCHES_NOTHING,
  needs_country: NEEDS_COUNTRY,
  mixed_currency: MIXED_CURRENCY,
  unknown_name: UNKNOWN_NAME,
};

export const folder = fileURLToPath(new URL('corpus/', import.meta.url));

/** Every rule in English and German, and nothing else: a fault in one rule's texts is then the only one. */
const inTwoLanguages = ({ playbook, options }: Ground): Ground => ({
  options,
  playbook: {
    ...playbook,
    rules: playbook.rules.map((rule) => ({
      ...rule,
      invite: { ...rule.invite, text: { en: 'Hi, how can we help?', de: 'Hallo, dürfen wir helfen?' } },
    })),
  },
});

/** Puts the fault among the ground's rules, somewhere. */
function plant(random: Random, ground: Ground, fault: Planted, name: string): Specimen {
  const { rules } = ground.playbook;
  const planted = fault.rules ?? [];
  const at = random.between(0, rules.length);
  const expected = fault.expected(at);
  const experiments = [...(ground.playbook.experiments ?? []), ...(fault.playbook?.experiments ?? [])];
  return {
    name,
    options: fault.options ?? ground.options,
    expected: [expected].flat(),
    playbook: {
      ...ground.playbook,
      ...fault.playbook,
      ...(experiments.length && { experiments }),
      rules: [...rules.slice(0, at), ...planted, ...rules.slice(at)],
    },
  };
}

/** What a planted rule says in languages that its ground does not speak is no fault of the kind that is planted. */
function speakAlike(kind: FindingKind, ground: Ground, fault: Planted): Planted {
  if (kind === 'missing_locale') return fault;
  const locales = Object.keys(ground.playbook.rules[0]?.invite.text ?? {});
  return {
    ...fault,
    ...(fault.rules && {
      rules: fault.rules.map((rule) => ({
        ...rule,
        invite: {
          ...rule.invite,
          text: Object.fromEntries(locales.map((locale) => [locale, rule.invite.text[locale] ?? 'Hi!'])),
        },
      })),
    }),
  };
}

function specimens(kind: FindingKind, faults: readonly Fault[], seed: number): readonly Specimen[] {
  return faults.map((fault, index) => {
    const random = createRandom(seed + index * 7_919);
    // At most twelve rules with those that are planted.
    const ground = makeGround(random, 9);
    const base = kind === 'missing_locale' ? inTwoLanguages(ground) : ground;
    return plant(random, base, speakAlike(kind, base, fault(random)), `${kind}-${index + 1}`);
  });
}

/** All files of the corpus, as lines of JSON by name. */
export function makeCorpus(): ReadonlyMap<string, readonly Specimen[]> {
  const clean = Array.from({ length: CLEAN }, (_, index): Specimen => {
    const ground = makeGround(createRandom(SEED + index * 104_729));
    return { name: `clean-${index + 1}`, options: ground.options, expected: [], playbook: ground.playbook };
  });
  const kinds = Object.keys(FAULTS) as readonly FindingKind[];
  return new Map([
    ['clean', clean],
    ...kinds.map((kind, index) => [kind, specimens(kind, FAULTS[kind], SEED * 3 + index * 1_000_003)] as const),
  ]);
}

export const asLines = (list: readonly Specimen[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true });
  for (const [name, list] of makeCorpus()) writeFileSync(`${folder}${name}.ndjson`, asLines(list));
}
