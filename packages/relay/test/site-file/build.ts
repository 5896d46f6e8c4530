import { readSiteFile, toDirectory } from '../../src/site-file/index.ts';
import type { SiteFile, SiteFileInput } from '../../src/site-file/index.ts';
import type { DirectorySnapshot } from '../../src/ports/index.ts';

/** A small shop, as its owner writes it. */
export function siteInput(over: Partial<SiteFileInput> = {}): SiteFileInput {
  return {
    id: 'site_shop',
    name: 'Shop',
    url: 'https://shop.example',
    origins: ['https://shop.example'],
    currency: 'USD',
    accent: '#1f5f5b',
    privacyUrl: 'https://shop.example/privacy',
    teams: [{ id: 'team_shop', name: 'Shop' }],
    route: [{ team: 'team_shop' }],
    offers: [{ id: 'off_express', title: 'Free express shipping', text: 'It is on us.', code: 'EXPRESS' }],
    tariff: {
      currency: 'USD',
      tiers: [
        { from: 0, bounty: 500 },
        { from: 50_000, bounty: 1_500 },
      ],
    },
    ...over,
  };
}

/** The file as it is read, with its defaults. Throws its mistakes. */
export function siteFileOf(over: Partial<SiteFileInput> = {}): SiteFile {
  const read = readSiteFile(JSON.stringify(siteInput(over)));
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.file;
}

/** What the directory holds after these files were applied. */
export function directoryOf(...files: readonly SiteFile[]): DirectorySnapshot {
  const wanted = files.map((file) => toDirectory(file, undefined));
  const teams = new Map(wanted.flatMap((one) => one.teams).map((team) => [team.id, team]));
  return { revision: 1, sites: wanted.map((one) => one.site), teams: [...teams.values()], reps: [] };
}
