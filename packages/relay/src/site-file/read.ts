import type { Site, Team } from '../ports/index.ts';
import { siteFile } from './schema.ts';
import type { SiteFile } from './schema.ts';

export interface Mistake {
  /** Where, as a path into the file: `route[1].team`. */
  readonly path: string;
  readonly message: string;
}

export type ReadResult =
  | { readonly ok: true; readonly file: SiteFile; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

function pathText(path: readonly PropertyKey[]): string {
  return (
    path.reduce<string>(
      (text, key) =>
        typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
      '',
    ) || '(file)'
  );
}

/** Reads a site file and names every mistake at once. */
export function readSiteFile(text: string): ReadResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      mistakes: [{ path: '(file)', message: `not JSON: ${error instanceof Error ? error.message : String(error)}` }],
    };
  }
  const parsed = siteFile.safeParse(json);
  if (!parsed.success) {
    return {
      ok: false,
      mistakes: parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message })),
    };
  }
  const warnings =
    parsed.data.privacyUrl === undefined
      ? ['privacyUrl is missing: visitors are then not shown where their words are kept and why.']
      : [];
  return { ok: true, file: parsed.data, warnings };
}

/** The site and its teams as the store keeps them. Keys and playbook are not the file's and stay as they are. */
export function toDirectory(
  file: SiteFile,
  current: Site | undefined,
): { readonly site: Site; readonly teams: readonly Team[] } {
  const site: Site = {
    id: file.id,
    name: file.name,
    ...(file.url === undefined ? {} : { url: file.url }),
    origins: file.origins,
    locales: file.locales,
    currency: file.currency,
    accent: file.accent.toLowerCase(),
    ...(file.privacyUrl === undefined ? {} : { privacyUrl: file.privacyUrl }),
    isEnabled: file.enabled,
    route: file.route,
    offers: file.offers.map(({ id, title, text, code, enabled }) => ({
      id,
      title,
      text,
      ...(code === undefined ? {} : { code }),
      isEnabled: enabled,
    })),
    tariff: file.tariff,
    dispositions: file.dispositions,
    texts: file.texts,
    ...(file.greeting === undefined ? {} : { greeting: file.greeting }),
    secretKeyHashes: current?.secretKeyHashes ?? [],
    ...(current?.playbook === undefined ? {} : { playbook: current.playbook }),
  };
  return { site, teams: file.teams };
}

/** The file that would make this site: `site export`. */
export function fromDirectory(site: Site, teams: readonly Team[]): SiteFile {
  const { isEnabled, offers, secretKeyHashes: _keys, playbook: _playbook, ...rest } = site;
  return {
    ...rest,
    origins: [...site.origins],
    locales: [...site.locales],
    route: [...site.route],
    dispositions: [...site.dispositions],
    tariff: { ...site.tariff, tiers: [...site.tariff.tiers] },
    enabled: isEnabled,
    offers: offers.map(({ isEnabled: enabled, ...offer }) => ({ ...offer, enabled })),
    teams: teams.filter((team) => site.route.some((step) => step.team === team.id)),
  };
}
