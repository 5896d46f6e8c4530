import type { OfferLimits, Site, Team } from '../ports/index.ts';
import type { SiteFile } from './schema.ts';
import { serviceFromDirectory, serviceToDirectory } from './service.ts';
import { talkFromDirectory, talkToDirectory } from './talk.ts';
import { fromRouteStep, fromTeam, toRouteStep, toTeam } from './teams.ts';

/** What the file does not say of a site that is there. */
function keptOf(current: Site | undefined): Pick<Site, 'playbook' | 'previousPlaybook' | 'rollout'> {
  const { playbook, previousPlaybook, rollout } = current ?? {};
  return {
    ...(playbook === undefined ? {} : { playbook }),
    ...(previousPlaybook === undefined ? {} : { previousPlaybook }),
    ...(rollout === undefined ? {} : { rollout }),
  };
}

const limitsOf = ({ perVisitor, perDay }: NonNullable<SiteFile['offers'][number]['limits']>): OfferLimits => ({
  ...(perVisitor === undefined ? {} : { perVisitor }),
  ...(perDay === undefined ? {} : { perDay }),
});

/** The site and its teams as the store keeps them. Keys and playbook are not the file's and stay as they are. */
export function toDirectory(
  file: SiteFile,
  current: Site | undefined,
): { readonly site: Site; readonly teams: readonly Team[] } {
  const { $schema: _schema, enabled, teams, offers, url, privacyUrl, greeting, queryKeys, ...more } = file;
  const { id, name, origins, locales, currency, accent, route, tariff, dispositions, texts } = more;
  const site: Site = {
    ...{ id, name, origins, locales, currency, accent, tariff, dispositions, texts },
    route: route.map(toRouteStep),
    ...talkToDirectory(file),
    ...serviceToDirectory(file),
    ...(url === undefined ? {} : { url }),
    ...(privacyUrl === undefined ? {} : { privacyUrl }),
    ...(greeting === undefined ? {} : { greeting }),
    ...(queryKeys.length === 0 ? {} : { queryKeys }),
    isEnabled: enabled,
    offers: offers.map(({ enabled: isEnabled, code, limits, ...offer }) => ({
      ...offer,
      ...(code === undefined ? {} : { code }),
      ...(limits === undefined ? {} : { limits: limitsOf(limits) }),
      isEnabled,
    })),
    secretKeyHashes: current?.secretKeyHashes ?? [],
    ...keptOf(current),
  };
  return { site, teams: teams.map(toTeam) };
}

/** The file that would make this site: `site export`. */
export function fromDirectory(site: Site, teams: readonly Team[]): SiteFile {
  const { isEnabled, offers, queryKeys, ...kept } = site;
  const { secretKeyHashes: _keys, playbook: _playbook, previousPlaybook: _previous, rollout: _rollout, ...own } = kept;
  const { files: _files, preChat: _preChat, reasons: _reasons, transferTo: _transferTo, ...rest } = own;
  return {
    ...rest,
    ...talkFromDirectory(site),
    ...serviceFromDirectory(site),
    origins: [...site.origins],
    locales: [...site.locales],
    dispositions: [...site.dispositions],
    tariff: { ...site.tariff, tiers: [...site.tariff.tiers] },
    queryKeys: [...(queryKeys ?? [])],
    enabled: isEnabled,
    teams: teams.filter((team) => site.route.some((step) => step.team === team.id)).map(fromTeam),
    route: site.route.map(fromRouteStep),
    offers: offers.map(({ isEnabled: enabled, ...offer }) => ({ ...offer, enabled })),
  };
}
