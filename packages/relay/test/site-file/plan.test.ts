import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatChange,
  fromDirectory,
  planChanges,
  planSite,
  readSiteFile,
  toDirectory,
} from '../../src/site-file/index.ts';
import type { SiteFile, SiteFileInput } from '../../src/site-file/index.ts';
import { directoryOf, siteFileOf } from './build.ts';

const linesOf = (from: unknown, to: unknown) => planChanges(from, to).map(formatChange);

const planLines = (file: SiteFile, ...standing: readonly SiteFile[]) =>
  planSite(file, directoryOf(...standing)).changes.map(formatChange);

describe('what changes', () => {
  it('[CM6] is told leaf by leaf', () => {
    expect(linesOf({ a: 1, b: { c: 'x', d: true } }, { a: 2, b: { c: 'x' }, e: null })).toEqual([
      '~ a: 1 -> 2',
      '- b.d: true',
      '+ e: null',
    ]);
  });

  it('[CM6] knows the items of a list by their name: one more is one line', () => {
    const off = (id: string, text = 'T') => ({ id, text });
    expect(
      linesOf({ offers: [off('off_a'), off('off_b')] }, { offers: [off('off_a', 'U'), off('off_x'), off('off_b')] }),
    ).toEqual(['~ offers.off_a.text: "T" -> "U"', '+ offers.off_x: { id: "off_x", text: "T" }']);
    expect(
      linesOf(
        { tiers: [{ from: 0, bounty: 1 }] },
        {
          tiers: [
            { from: 0, bounty: 2 },
            { from: 9, bounty: 3 },
          ],
        },
      ),
    ).toEqual(['~ tiers[from 0].bounty: 1 -> 2', '+ tiers[from 9]: { from: 9, bounty: 3 }']);
    expect(linesOf({ origins: ['a', 'b'] }, { origins: ['b', 'c'] })).toEqual(['- origins: "a"', '+ origins: "c"']);
  });

  it('[CM6] names a change of order as one, for order has a meaning', () => {
    expect(linesOf({ locales: ['en', 'de', 'fr'] }, { locales: ['de', 'en', 'nl'] })).toEqual([
      '- locales: "fr"',
      '+ locales: "nl"',
      '~ locales (order): ["en", "de"] -> ["de", "en"]',
    ]);
  });

  it('[CM6] knows texts that are called like something every object has', () => {
    expect(linesOf({ texts: {} }, { texts: { constructor: 'Builder', toString: 'Text' } })).toEqual([
      '+ texts.constructor: "Builder"',
      '+ texts.toString: "Text"',
    ]);
  });

  it('[CM6] does not let a value write lines of its own', () => {
    expect(linesOf({}, { name: 'a\n+ enabled: true\u001b[2J' })).toEqual(['+ name: "a\\n+ enabled: true\\u001b[2J"']);
  });

  it('[CM5] is nothing between equal values, and something between unequal ones', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(json, (value) => {
        expect(planChanges(value, structuredClone(value))).toEqual([]);
      }),
      { examples: [[{ items: [[{ toString: null }], { id: { toString: null } }] }]] },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), fc.dictionary(fc.string(), fc.integer()), (a, b) => {
        const isSame = JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted());
        expect(planChanges(a, b).length === 0).toBe(isSame);
      }),
    );
  });
});

describe('a file against what stands', () => {
  it('[CM5] changes nothing when it was applied before', () => {
    expect(planLines(siteFileOf(), siteFileOf())).toEqual([]);
  });

  it('[CM5] changes nothing when it was exported', () => {
    const talks: Partial<SiteFileInput>[] = [
      {},
      { keepDays: 30, invitationsBeforeConsent: true, livePreview: true, files: false, rememberUrl: '/tillside' },
      {
        files: { types: ['text/plain'], bytes: 2_048 },
        preChat: {
          name: true,
          questions: [{ text: 'Which size?', choices: ['S', 'M'], needed: true }, { text: 'Why?' }],
        },
      },
    ];
    for (const talk of talks) {
      const file = siteFileOf({ greeting: 'Hello', texts: { b: '2', a: '1' }, ...talk });
      const { sites, teams } = directoryOf(file);
      const exported = sites.map((site) => JSON.stringify(fromDirectory(site, teams)));
      const read = readSiteFile(exported[0] ?? '');
      expect(read).toMatchObject({ ok: true, file });
      if (read.ok) expect(planSite(read.file, { revision: 1, sites, teams, reps: [] }).changes).toEqual([]);
    }
  });

  it('[CM5] does not mind the order of keys or teams, capitals in a colour, a $schema', () => {
    const teams: SiteFileInput['teams'] = [
      { id: 'team_shop', name: 'Shop' },
      { id: 'team_two', name: 'Two' },
    ];
    const route = [{ team: 'team_shop' }, { team: 'team_two', afterMs: 9 }];
    const same = siteFileOf({
      $schema: './site.schema.json',
      texts: { a: '1', b: '2' },
      accent: '#1F5F5B',
      teams: teams.toReversed(),
      route,
    });
    expect(planLines(same, siteFileOf({ texts: { b: '2', a: '1' }, teams, route }))).toEqual([]);
  });

  it('[CM6] of a new site is every part of it', () => {
    const lines = planLines(siteFileOf());
    expect(lines).toContain('+ name: "Shop"');
    expect(lines).toContain('+ origins: ["https://shop.example"]');
    expect(lines.find((line) => line.includes('teams'))).toContain('team_shop');
  });

  it('[CM8] keeps what is not the file’s: keys and playbook', () => {
    const [site] = directoryOf(siteFileOf()).sites;
    if (site === undefined) throw new Error('no site');
    const current = { ...site, secretKeyHashes: ['k1', 'k2'], playbook: 'v1' };
    expect(toDirectory(siteFileOf({ name: 'New' }), current).site).toEqual({ ...current, name: 'New' });
  });
});

describe('a team that several sites name', () => {
  const shared = (capacity: number): SiteFileInput['teams'] => [
    { id: 'team_both', name: 'Both', kind: 'shared', capacity },
  ];
  const route = [{ team: 'team_both' }];
  const other = siteFileOf({ id: 'site_other', teams: shared(4), route });

  it('[CM7] is marked where the file changes it for the others too', () => {
    const standing = [siteFileOf({ teams: shared(4), route }), other];
    expect(planLines(siteFileOf({ teams: shared(6), route }), ...standing)).toEqual([
      '~ teams.team_both.capacity: 4 -> 6  (also changes site_other)',
    ]);
  });

  it('[CM7] is compared with what stands also when the site itself is new', () => {
    const lines = planLines(siteFileOf({ teams: shared(2), route }), other);
    expect(lines).toContain('~ teams.team_both.capacity: 4 -> 2  (also changes site_other)');
    expect(planLines(siteFileOf({ teams: shared(4), route }), other).filter((line) => line.includes('teams'))).toEqual(
      [],
    );
  });

  it('[CM7] cannot be dedicated to one of them', () => {
    const { mistakes } = planSite(
      siteFileOf({ teams: [{ id: 'team_both', name: 'Both' }], route }),
      directoryOf(other),
    );
    expect(mistakes).toEqual([
      { path: 'teams[0].kind', message: expect.stringContaining('also answers for site_other') },
    ]);
  });

  it('[CM7] is the site’s own again when nobody else names it', () => {
    const standing = directoryOf(siteFileOf({ teams: shared(4), route }));
    const plan = planSite(siteFileOf({ teams: [{ id: 'team_both', name: 'Both', capacity: 4 }], route }), standing);
    expect(plan.mistakes).toEqual([]);
    expect(plan.changes.map(formatChange)).toEqual(['~ teams.team_both.kind: "shared" -> "dedicated"']);
  });
});
