import { describe, expect, it } from 'vitest';
import type { PageReport } from '@tillside/protocol';
import { createPageHealth, reducePageReport } from '../../src/core/page-health.ts';

const report = (page: string, p95Ms: number, more: Partial<PageReport> = {}): PageReport => ({
  page,
  device: 'desktop',
  timings: [{ entry: 'start', p95Ms, count: 2 }],
  exits: [],
  ...more,
});

describe('page reports, added up', () => {
  it('[CO40] give for each kind of page and entry point what 19 of 20 pages stayed within', () => {
    const adding = createPageHealth();
    for (let ms = 1; ms <= 100; ms += 1) adding.add(report('cart', 101 - ms));
    adding.add(report('product', 7, { timings: [{ entry: 'data-layer', p95Ms: 7, count: 30 }] }));
    expect(adding.health()).toEqual({
      reports: 101,
      timings: [
        { page: 'cart', entry: 'start', p95Ms: 95, pages: 100, calls: 200 },
        { page: 'product', entry: 'data-layer', p95Ms: 7, pages: 1, calls: 30 },
      ],
      exits: [],
    });
  });

  it('[CO40] count each kind of exit signal, and how often the visitor left', () => {
    const adding = createPageHealth();
    adding.add(
      report('cart', 1, {
        exits: [
          { by: 'pointer', hasLeft: true },
          { by: 'pointer', hasLeft: false },
          { by: 'touch', hasLeft: true },
        ],
      }),
    );
    adding.add(report('cart', 1, { exits: [{ by: 'pointer', hasLeft: true }] }));
    expect(adding.health().exits).toEqual([
      { by: 'pointer', signals: 3, left: 2 },
      { by: 'touch', signals: 1, left: 1 },
    ]);
  });

  it('[CO40] tell apart a dozen kinds of pages, those that were seen most', () => {
    const adding = createPageHealth();
    for (let kind = 0; kind < 30; kind += 1)
      for (let times = 0; times <= kind; times += 1) adding.add(report(`kind-${'a'.repeat(kind + 1)}`.slice(0, 40), 1));
    const { timings, reports } = adding.health();
    expect(timings).toHaveLength(12);
    expect(reports).toBe(465);
    expect(timings.map(({ pages }) => pages)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19]);
  });

  it('[CO40] keep of a page’s kind a word, and nothing else that somebody may have put there', () => {
    expect(reducePageReport(report('gift_card', 1)).page).toBe('gift_card');
    for (const page of ['Orders of kim@mail.example', 'https://shop.example/a', 'a'.repeat(25), '', 'Cart', 'x1'])
      expect(reducePageReport(report(page, 1)).page).toBe('other');
  });
});
