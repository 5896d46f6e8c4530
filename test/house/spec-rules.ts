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

/** What is wrong between rules and tests, each as one line. */
export function compareRules(stated: readonly Mention[], quoted: readonly Mention[]): string[] {
  const problems: string[] = [];
  const home = new Map<string, string>();
  for (const { rule, file } of stated) {
    const first = home.get(rule);
    if (first === undefined) home.set(rule, file);
    else problems.push(`${file}: states ${rule}, which ${first} states already`);
  }
  const named = new Set(quoted.map(({ rule }) => rule));
  for (const [rule, file] of home) if (!named.has(rule)) problems.push(`${file}: no test names ${rule}`);
  for (const { rule, file } of quoted) {
    if (!home.has(rule)) problems.push(`${file}: names ${rule}, which no SPEC.md states`);
  }
  return problems;
}
