import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageReport } from '@tillside/protocol';
import { createStore } from '../src/consent/store.ts';
import { isSparing, spare } from '../src/health/sparing.ts';
import { watchHealth } from '../src/health/watch-health.ts';
import type { HealthHost } from '../src/health/watch-health.ts';
import type { Link } from '../src/link/types.ts';
import type { Exit } from '../src/watch/exit-labels.ts';

let ending: AbortController;
let host: HealthHost;
let sent: PageReport[];
let link: Link;
let isGranted: boolean;
let isUp: boolean;
let kind: string;
let costMs: number;
let now: number;
let exits: Exit[];
const box = document.createElement('div');
const launcher = document.createElement('button');
box.attachShadow({ mode: 'open' }).append(launcher);

beforeEach(() => {
  ending = new AbortController();
  [sent, exits, isGranted, isUp, kind, costMs, now] = [[], [], true, true, 'product', 2, 1_000];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const works = (): void => void (now += costMs);
  host = {
    _leaving: [],
    _exits: exits,
    _isGranted: () => isGranted,
    _launcher: launcher,
    _store: createStore('site_shop'),
    _context: () => ({ page: { url: 'https://shop.example/', title: '', type: kind }, since: 0 }),
    _rules: { _signal: works, _outcome: works, _facts: works } as unknown as HealthHost['_rules'],
  };
  link = {
    _state: () => (isUp ? 'up' : 'waiting'),
    _send: (frame: { body: PageReport }) => sent.push(frame.body),
  } as unknown as Link;
  watchHealth(host, link);
});
afterEach(() => {
  ending.abort();
  vi.restoreAllMocks();
  box.removeAttribute('data-calm');
});

const tell = () => host._rules._signal({ name: 'idle' });
const go = () => host._leaving.forEach((say) => say());

it('[HE1] tells the 95th percentile of each entry point and the labels of exits as the page ends, once', () => {
  for (let call = 1; call <= 20; call++) {
    costMs = call;
    tell();
  }
  exits.push({ by: 'pointer', hasLeft: true });
  go();
  go();
  expect(sent).toEqual([
    {
      page: 'product',
      device: 'desktop',
      timings: [{ entry: 'rules', p95Ms: 19, count: 20 }],
      exits: [{ by: 'pointer', hasLeft: true }],
    },
  ]);
});

it('[HE1] a page that becomes one of another kind is told by itself', () => {
  tell();
  kind = 'cart';
  tell();
  go();
  expect(sent.map(({ page, timings }) => [page, timings[0]?.count])).toEqual([
    ['product', 1],
    ['cart', 1],
  ]);
});

it('[HE1] a page on which nothing happened is not told', () => {
  go();
  expect(sent).toEqual([]);
});

it('[HE2] is not told of who did not agree, nor without a link', () => {
  tell();
  isGranted = false;
  go();
  isGranted = true;
  isUp = false;
  tell();
  go();
  expect(sent).toEqual([]);
});

it('[HE3] spares the page after two long calls, for a day', () => {
  costMs = 51;
  tell();
  expect(isSparing(host._store)).toBe(false);
  tell();
  expect(isSparing(host._store)).toBe(true);
  expect(box.hasAttribute('data-calm')).toBe(true);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_001);
  expect(isSparing(host._store)).toBe(false);
});

it('[HE3] spares visitors who save data', () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } });
  expect(isSparing(host._store)).toBe(true);
  vi.unstubAllGlobals();
});

it('[HE3] a page before which one was spared moves nothing from the start', () => {
  spare(host._store);
  watchHealth(host, link);
  expect(box.hasAttribute('data-calm')).toBe(true);
});
