import type { Site } from '../ports/index.ts';
import { UsageError } from './host.ts';

/** The site a command is about: the named one, or the only one there is. @throws UsageError */
export function pickSite(sites: readonly Site[], named: string | undefined): Site {
  const [first, ...others] = named === undefined ? sites : sites.filter((site) => site.id === named);
  if (first !== undefined && others.length === 0) return first;
  const known = sites.map((site) => site.id).join(', ');
  if (known === '') throw new UsageError('There is no site yet. "tillside site init" makes one.');
  throw new UsageError(
    named === undefined
      ? `There are several sites; say which one: ${known}.`
      : `There is no site ${named}. Known: ${known}.`,
  );
}
