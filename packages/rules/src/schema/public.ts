import type { PlaybookFile } from './parse.ts';

/**
 * What browsers download of a playbook: no rule that is switched off, and no experiment that none of the others names (its shares are nobody's business).
 * Take the version's hash of this, so that switching on what nobody ever saw makes a new version, and rewording it before does not.
 */
export function publicPlaybook(file: PlaybookFile): PlaybookFile {
  const { experiments, ...rest } = file;
  const rules = file.rules.filter(({ enabled }) => enabled !== false);
  const named = new Set(rules.map(({ audience }) => audience?.experiment));
  const used = (experiments ?? []).filter(({ id }) => named.has(id));
  return { ...rest, ...(used.length ? { experiments: used } : {}), rules };
}
