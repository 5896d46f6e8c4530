import type { Site, Team } from '../ports/index.ts';
import type { SiteFile } from './schema.ts';

/** The site and its teams as the store keeps them. Keys and playbook are not the file's and stay as they are. */
export function toDirectory(
  file: SiteFile,
  current: Site | undefined,
): { readonly site: Site; readonly teams: readonly Team[] } {
  const { $schema: _schema, enabled, teams, offers, url, privacyUrl, greeting, ...rest } = file;
  const site: Site = {
    ...rest,
    ...(url === undefined ? {} : { url }),
    ...(privacyUrl === undefined ? {} : { privacyUrl }),
    ...(greeting === undefined ? {} : { greeting }),
    isEnabled: enabled,
    offers: offers.map(({ enabled: isEnabled, code, ...offer }) => ({
      ...offer,
      ...(code === undefined ? {} : { code }),
      isEnabled,
    })),
    secretKeyHashes: current?.secretKeyHashes ?? [],
    ...(current?.playbook === undefined ? {} : { playbook: current.playbook }),
  };
  return { site, teams };
}

/** The file that would make this site: `site export`. */
export function fromDirectory(site: Site, teams: readonly Team[]): SiteFile {
  const { isEnabled, offers, secretKeyHashes: _keys, playbook: _playbook, ...rest } = site;
  return {
    ...rest,
    origins: [...site.origins],
    locales: [...site.locales],
    dispositions: [...site.dispositions],
    tariff: { ...site.tariff, tiers: [...site.tariff.tiers] },
    enabled: isEnabled,
    teams: teams.filter((team) => site.route.some((step) => step.team === team.id)),
    route: [...site.route],
    offers: offers.map(({ isEnabled: enabled, ...offer }) => ({ ...offer, enabled })),
  };
}
