import { describe, expect, it } from 'vitest';
import { playbookJsonSchema } from '@tillside/rules/schema';
import { readSiteFile, siteFileJsonSchema } from '../../src/site-file/index.ts';
import { siteFileOf, siteInput } from './build.ts';

/** Every mistake as `path: message`. */
function mistakesOf(json: unknown): readonly string[] {
  const read = readSiteFile(typeof json === 'string' ? json : JSON.stringify(json));
  return read.ok ? [] : read.mistakes.map(({ path, message }) => `${path}: ${message}`);
}

const with_ = (over: object) => ({ ...siteInput(), ...over });

describe('a site file', () => {
  it('[CM4] has defaults for what it leaves out', () => {
    expect(siteFileOf()).toMatchObject({
      locales: ['en'],
      enabled: true,
      teams: [{ id: 'team_shop', kind: 'dedicated', capacity: 3, ringTimeoutMs: 20_000 }],
      route: [{ team: 'team_shop', afterMs: 0 }],
      offers: [{ id: 'off_express', enabled: true }],
      tariff: { windowMs: 72 * 3_600_000 },
      dispositions: ['Bought', 'Question answered', 'Will think about it', 'No answer'],
      texts: {},
      keepDays: 180,
      invitationsBeforeConsent: false,
      livePreview: false,
      files: { types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'], bytes: 10_485_760 },
    });
  });

  it('[CM37] takes for the cookie with a credential the shop’s own addresses alone', () => {
    const of = (rememberUrl: string) => mistakesOf(with_({ rememberUrl }));
    for (const own of [
      '/tillside',
      '/apps/chat?x=1',
      'https://shop.example/x',
      'https://chat.shop.example/v1/remember',
    ])
      expect(of(own), own).toEqual([]);
    for (const foreign of ['https://evil.example/x', 'https://notshop.example/x', 'https://shop.example.evil.example/'])
      expect(of(foreign), foreign).toEqual([expect.stringContaining('no first-party cookie')]);
    for (const wrong of ['//evil.example/x', '/\\evil.example', 'javascript:alert(1)', 'tillside', ''])
      expect(of(wrong), wrong).toEqual([expect.stringContaining('rememberUrl: expected a path of the shop')]);
  });

  it('[CM37] says what may be sent, asked and kept, within the wire’s limits', () => {
    expect(mistakesOf(with_({ keepDays: 0 }))).toEqual(['keepDays: expected at least 1']);
    for (const files of [true, { types: ['image/svg+xml'] }, { bytes: 99_999_999 }, { types: [] }, { kinds: [] }])
      expect(mistakesOf(with_({ files })), JSON.stringify(files)).toEqual([expect.stringMatching(/^files[.:]/)]);
    expect(mistakesOf(with_({ preChat: { questions: [1, 2, 3, 4].map((n) => ({ text: `${n}?` })) } }))).toEqual([
      'preChat.questions: expected at most 3 in the list',
    ]);
  });

  it('[CM38] has no field that could put a face on anything', () => {
    const names: string[] = [];
    const collect = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'properties' && typeof value === 'object' && value !== null) names.push(...Object.keys(value));
        collect(value);
      }
    };
    collect(siteFileJsonSchema());
    collect(playbookJsonSchema());
    expect(names).toContain('accent');
    expect(names).toContain('rules');
    expect(names.filter((name) => /picture|image|avatar|photo|face|portrait|icon|logo/i.test(name))).toEqual([]);
  });

  it('[CM4] lists every mistake at once: those of the parts and those between them', () => {
    const mistakes = mistakesOf({
      id: 'Shop 1',
      name: '',
      url: 'javascript:alert(1)',
      origins: ['https://shop.example/', 'shop.example'],
      locales: ['english please'],
      accent: 'green',
      enabled: 'yes',
      teams: [
        { id: 'team_a', name: 'A', capacity: 99, kind: 'both' },
        { id: 'team_a', name: 'B', colour: 'red' },
      ],
      route: [{ team: 'team_a', afterMs: 1_000 }, { team: 'team_gone' }],
      offers: [
        { id: 'off_a', title: 'T', text: 'T' },
        { id: 'off_a', title: 'T' },
      ],
      tariff: {
        currency: 'usd',
        tiers: [
          { from: 100, bounty: 1.5 },
          { from: 100, bounty: 2 },
        ],
      },
      extra: true,
    });
    expect(mistakes.toSorted()).toEqual([
      'accent: expected a colour like #1f5f5b',
      'currency: is missing',
      'enabled: expected true or false, got "yes"',
      'extra: unknown key',
      'id: expected an id like site_my-site: small letters, digits, - and _, at most 48 of them',
      'locales[0]: expected a language tag such as en or pt-BR',
      'name: is empty',
      'offers[1].id: off_a is there twice, first as offers[0]',
      'offers[1].text: is missing',
      'origins[0]: an origin is scheme, host and port only, as in https://shop.example',
      'origins[1]: an origin is scheme, host and port only, as in https://shop.example',
      'route[0].afterMs: the first team is asked at once: leave afterMs out, or 0',
      'route[1].afterMs: a later team is not asked before an earlier one (1000)',
      'route[1].team: team_gone is not among "teams"',
      'tariff.currency: expected a currency of three capital letters, such as USD',
      'tariff.tiers[0].bounty: expected a whole number, got 1.5',
      'tariff.tiers[0].from: the first tier begins at 0',
      'tariff.tiers[1].from: a tier begins above the one before it (100)',
      'teams[0].capacity: expected at most 20',
      'teams[0].kind: expected "dedicated" or "shared", got "both"',
      'teams[1].colour: unknown key',
      'teams[1].id: team_a is there twice, first as teams[0]',
      'url: expected an address that begins with https:// or http://',
    ]);
  });

  it.each([
    ['[CM4] names the place where the text stops being JSON', '{ "id": site_a }', ': line 1, column 9: not JSON'],
    ['[CM4] names a key that is there twice', '{ "id": "site_a",\n "id": "site_b" }', 'id: line 2, column 2: the key'],
    ['[CM4] an empty text', '', ': line 1, column 1: not JSON'],
    ['[CM4] something else than an object', '[]', ': expected an object, got a list'],
    ['[CM4] nothing', 'null', ': expected an object, got null'],
  ])('%s', (_name, text, expected) => {
    expect(mistakesOf(text).join('\n')).toContain(expected);
  });

  it.each([
    [
      'the same team twice in the route',
      { route: [{ team: 'team_shop' }, { team: 'team_shop', afterMs: 5 }] },
      'route[1].team',
    ],
    ['an origin that is none of the web', { origins: ['ftp://shop.example'] }, 'origins[0]'],
    ['an origin with a port that goes without saying', { origins: ['https://shop.example:443'] }, 'origins[0]'],
    ['no origin', { origins: [] }, 'origins'],
    ['a line break in a name', { name: 'Shop\nEvil' }, 'name'],
    ['an escape sequence for the terminal', { greeting: 'ok', name: 'Shop\u001b[2J' }, 'name'],
    ['a negative bounty', { tariff: { currency: 'USD', tiers: [{ from: 0, bounty: -1 }] } }, 'tariff.tiers[0].bounty'],
    ['a privacy page that runs code', { privacyUrl: 'javascript:1' }, 'privacyUrl'],
    ['a ring of a second', { teams: [{ id: 'team_shop', name: 'S', ringTimeoutMs: 1_000 }] }, 'teams[0].ringTimeoutMs'],
    ['a text that is none', { texts: { title: 1 } }, 'texts.title'],
  ])('[CM4] refuses %s', (_name, over, path) => {
    const mistakes = mistakesOf(with_(over));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(new RegExp(`^${path.replaceAll(/[[\].]/g, '\\$&')}: .`));
  });

  it('[CM4] may begin with the mark that some editors write', () => {
    expect(mistakesOf(`\u{FEFF}${JSON.stringify(siteInput())}`)).toEqual([]);
  });

  it('[CM9] is warned of what its author should think about', () => {
    const warningsOf = (over: object): readonly string[] => {
      const read = readSiteFile(JSON.stringify({ ...siteInput(), ...over }));
      return read.ok ? read.warnings : ['not read'];
    };
    expect(warningsOf({})).toEqual([]);
    expect(warningsOf({ privacyUrl: undefined })).toEqual([expect.stringContaining('privacyUrl is missing')]);
    expect(warningsOf({ livePreview: true })).toEqual([expect.stringContaining('livePreview is on')]);
    expect(warningsOf({ invitationsBeforeConsent: true })).toEqual([expect.stringContaining('have not agreed')]);
    expect(warningsOf({ rememberUrl: '/tillside' })).toEqual([expect.stringContaining('rememberUrl is set')]);
    expect(warningsOf({ currency: 'EUR' })).toEqual([expect.stringContaining('orders in EUR earn no bounty')]);
    const teams = [
      { id: 'team_shop', name: 'Shop' },
      { id: 'team_lost', name: 'Lost' },
    ];
    expect(warningsOf({ teams })).toEqual([expect.stringContaining('teams[1]: no step of "route" leads to team_lost')]);
  });
});
