/** A rule number and the file it stands in. */
export interface Mention {
  readonly rule: string;
  readonly file: string;
}

/** The numbers of a SPEC.md's rules. A rule is a list item that begins with its number: `- **SE4** a resumed session …` */
export function statedRules(spec: string): string[] {
  return [...spec.matchAll(/^\s*[-*] \*\*([A-Z]{2,3}\d{1,3})\*\*/gm)].map(([, rule = '']) => rule);
}

/** The rules that a test file names: `it('[SE4] …')`, or several: `[SE4, SE5]`. */
export function quotedRules(source: string): string[] {
  const lists = source.matchAll(/['"`\s]\[([A-Z]{2,3}\d{1,3}(?:, ?[A-Z]{2,3}\d{1,3})*)\]/g);
  return [...lists].flatMap(([, list = '']) => list.split(/, ?/));
}

/**
 * What is wrong between rules and tests, each as one line. Numbers are unique within a package: a package's tests mean its
 * own rule first, then another package's; the tests of the whole may mean any.
 */
export function compareRules(stated: readonly Mention[], quoted: readonly Mention[]): string[] {
  const problems: string[] = [];
  const specs = new Map<string, Set<string>>();
  for (const { rule, file } of stated) {
    const rules = specs.get(file) ?? new Set();
    if (rules.has(rule)) problems.push(`${file}: states ${rule} twice`);
    specs.set(file, rules.add(rule));
  }
  const named = new Set<string>();
  for (const { rule, file } of quoted) {
    const own = specOf(file);
    const meant = specs.get(own)?.has(rule) ? [own] : [...specs.keys()].filter((spec) => specs.get(spec)?.has(rule));
    for (const spec of meant) named.add(`${spec} ${rule}`);
    if (meant.length === 0) problems.push(`${file}: names ${rule}, which no SPEC.md states`);
  }
  for (const { rule, file } of stated)
    if (!named.has(`${file} ${rule}`)) problems.push(`${file}: no test names ${rule}`);
  return [...new Set(problems)];
}

/** The SPEC.md of the package a file belongs to. */
const specOf = (file: string): string => `${/^packages\/[^/]+/.exec(file)?.[0] ?? 'none'}/SPEC.md`;
