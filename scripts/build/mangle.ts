/**
 * Short names for private members. Everything written `_like` this is ours and private, so it gets a letter or two, the same
 * in every bundle: the loader hands objects to the link and the panel, which must agree on the names.
 *
 * The minifier could choose the names itself, but it knows one bundle at a time: a name that is free in the loader may be a
 * field of the wire in the link. So they are chosen here, from what no source ever uses.
 */
export interface NameTable {
  /** Matches the private members of our sources, and nothing else: what Preact calls private is short already. */
  readonly members: RegExp;
  /** What terser takes as `nameCache`; terser writes into it, so each call makes another. */
  readonly cache: () => object;
}

/** A name in the bundle whose bytes count most is worth this many elsewhere. */
const WEIGHT = 1000;

/**
 * @param sources the code of everything that ends up in a bundle, without types and comments
 * @param dearest of it, what is in the bundle whose bytes count most: its names are the shortest
 */
export function createNameTable(sources: readonly string[], dearest: readonly string[] = []): NameTable {
  const uses = new Map<string, number>();
  const taken = new Set<string>();
  for (const source of sources) {
    const weight = dearest.includes(source) ? WEIGHT : 1;
    for (const [name] of source.matchAll(/(?<![\w$])_[a-zA-Z][\w$]*/g)) uses.set(name, (uses.get(name) ?? 0) + weight);
    for (const [, ...groups] of source.matchAll(SHORT_PROPERTY)) taken.add(groups.find(Boolean) ?? '');
  }
  const byUse = [...uses].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const free = shortNames(taken);
  const names = byUse.map(([name]) => [name, free.next().value ?? name] as const);
  return {
    members: new RegExp(`^(?:${names.map(([name]) => name.replaceAll('$', String.raw`\$`)).join('|') || '(?!)'})$`),
    cache: () => ({
      vars: {},
      props: { props: Object.fromEntries(names.map(([name, short]) => [`$${name}`, short])) },
    }),
  };
}

/** What may be a property of one or two letters: `.at`, `at:`, `at()`, `{ at }`, `'at'`. Rather one too many than one missed. */
const SHORT_PROPERTY =
  /\.([a-zA-Z]\w?)(?![\w$])|(?<![\w$])([a-zA-Z]\w?)(?=\s*[:(])|[{,]\s*([a-zA-Z]\w?)(?=\s*[,}=])|["'`]([a-zA-Z]\w?)["'`]/g;

/** Those first that the rest of the code is full of: they compress best. */
const LETTERS = 'tenosricaldupfmhgbvykxwjqzETNOIRSACDLUMPFHGVBYQWKXJZ$_';

/** All names of one letter, then of two, without those that are taken or words of the language. */
function* shortNames(taken: ReadonlySet<string>): Generator<string, undefined> {
  const words = new Set(['as', 'do', 'if', 'in', 'is', 'of']);
  for (const first of ['', ...LETTERS.split('')]) {
    for (const last of LETTERS) {
      const name = first + last;
      if (!taken.has(name) && !words.has(name)) yield name;
    }
  }
  return undefined;
}
