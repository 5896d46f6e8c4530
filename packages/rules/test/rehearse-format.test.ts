import { createReadStream, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Playbook } from '../src/index.ts';
import { readJourneys } from '../src/journeys/index.ts';
import type { Journey } from '../src/journeys/index.ts';
import { formatRehearsal, rehearse } from '../src/rehearse/index.ts';
import { makePlaybook, makeRule, T0 } from './helpers.ts';

const shop = new URL('../../../examples/demo-shop/', import.meta.url);
const demo = JSON.parse(readFileSync(new URL('sites/halden.playbook.json', shop), 'utf8')) as Playbook;
const recorded = () => readJourneys(createReadStream(new URL('journeys/halden.ndjson', shop), 'utf8'));

const bigCart = (at: number, value: number | null, currency: string | null): Journey => ({
  v: 1,
  journey: 'jrn_a',
  startedAt: T0 + at,
  steps: [
    {
      at: 0,
      signal: { name: 'page_view', of: 'cart' },
      facts: {
        'page.path': `/${'a'.repeat(200)}`,
        'page.type': 'cart',
        'cart.value': value,
        'cart.currency': currency,
      },
    },
  ],
});

describe('the demo’s journeys', () => {
  it('[RH5] break down into as many invitations as there are', async () => {
    const report = await rehearse({ next: demo, journeys: recorded() });
    expect(report.journeys).toBeGreaterThan(200);
    const sum = (list: readonly (readonly [unknown, number])[]) => list.reduce((total, [, count]) => total + count, 0);
    for (const { next, pageTypes, pages, carts, hours } of report.rules) {
      for (const list of [pageTypes, pages, carts, hours]) expect(sum(list)).toBe(next?.invitations);
    }
    expect(report.all.next.invitations).toBeGreaterThan(0);
    expect(report.load.next.byHour.length).toBe(new Set(report.load.next.byHour.map(({ hour }) => hour)).size);
    expect(report.load.next.invitations).toBe(report.all.next.invitations);
  });

  it('[RH9] rehearsed twice give the same report, which is plain JSON', async () => {
    const [first, second] = [
      await rehearse({ next: demo, journeys: recorded() }),
      await rehearse({ next: demo, journeys: recorded() }),
    ];
    expect(second).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });
});

describe('a rehearsal in words', () => {
  const name = 'x'.repeat(120);
  const rules = Array.from({ length: 12 }, (_, n) =>
    makeRule(`${'rule-with-a-very-long-name-of-sixty-four-letters'.slice(0, 50)}-${n}`, {
      name,
      on: [{ signal: 'page_view' }],
      priority: n,
    }),
  );
  const journeys = [
    bigCart(0, 61_200, 'USD'),
    bigCart(1, 61_200, 'JPY'),
    bigCart(2, 61_200, null),
    bigCart(3, 55, 'USD'),
    bigCart(4, null, null),
  ];

  it('[RH9] fits 120 columns', async () => {
    const options = {
      against: makePlaybook([]),
      capacity: 1_000_000,
      conversations: { acceptRate: 0.081, minutes: 9.5 },
    };
    for (const next of [makePlaybook(rules), demo]) {
      for (const locale of ['en', 'de', 'ar', 'ja', 'pt-BR']) {
        const text = formatRehearsal(await rehearse({ next, journeys, ...options }), locale);
        for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
      }
      const demoText = formatRehearsal(await rehearse({ next, journeys: recorded(), ...options }), 'en');
      for (const line of demoText.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
    }
  });

  it('[RH9] aligns its columns and writes figures and money as the locale does', async () => {
    const next = makePlaybook([makeRule('ask')]);
    const text = formatRehearsal(await rehearse({ next, against: makePlaybook([]), journeys }), 'de');
    expect(text).toContain(
      [
        'RULE         INVITED  BEFORE  NEWLY  NO LONGER  INVITATIONS  HELD OUT',
        'ask                5       -      5          0            5         0',
        'any of them        5       0      5          0            5         0',
      ].join('\n'),
    );
    const spaces = text.replaceAll('\u{A0}', ' ');
    expect(spaces).toContain('cart         no cart: 1, 50.000 to 100.000 (no currency): 1, 50.000 ¥ to 100.000 ¥: 1,');
    expect(spaces).toContain('0,50 $ to 1,00 $: 1,\n               500 $ to 1.000 $: 1\n');
    expect(spaces).toMatch(/HOUR {2}MEAN {2}MAX {2}MEAN BEFORE {2}MAX BEFORE\n12 {4}5,00 {4}5 {9}0,00 {11}0$/);
    expect(spaces).toMatch(/pages {8}\/a+…: 5\n/);
    expect(spaces).toContain('now: 5,00 invitations an hour in the mean, p95 5, max 5 (02.11.2026, 12:00)');
  });

  it('[RH9] says so when there is nothing', async () => {
    expect(formatRehearsal(await rehearse({ next: demo, journeys: [] }), 'en')).toBe('The file holds no journey.');
  });
});
