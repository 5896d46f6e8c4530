import type { PageReport } from '@tillside/protocol';
import { deviceKind } from '../env.ts';
import type { Link } from '../link/types.ts';
import type { World } from '../sdk/world.ts';
import type { Ui } from '../ui/types.ts';
import type { Exit } from '../watch/exit-labels.ts';
import { isSparing, spare } from './sparing.ts';

/** A task longer than this is what browsers call long: https://w3c.github.io/longtasks/. */
const LONG_MS = 50;
/** One long call may be the machine's; the second is ours. */
const MOST_LONG = 2;
/** Calls of one entry point that are remembered, the latest. */
const SAMPLES = 200;
/** As many as one report holds. */
const MOST_EXITS = 20;

export interface HealthHost extends Pick<
  World,
  '_context' | '_exits' | '_isGranted' | '_launcher' | '_rules' | '_store'
> {
  /** What is said as the page goes: after the labels of exits, before the link closes its socket. */
  readonly _leaving: (() => void)[];
}

export interface Health {
  /** The panel is there: its entry points are timed, too. */
  readonly _watch: (ui: Ui) => void;
}

export interface HealthModule {
  readonly watchHealth: (host: HealthHost, link: Link) => Health;
}

type Mutable<Part> = { -readonly [Name in keyof Part]: Part[Name] };

/** The value that a share of them does not exceed, by the nearest rank. */
const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.ceil(share * values.length) - 1] ?? 0;

/**
 * Times the widget's own entry points and tells the site, as each page ends, how long they took and whether exit signals were right: while a
 * link is up, of visitors who agreed to be counted. A widget that keeps the page busy leaves out what it can, from then on for a day.
 */
export function watchHealth(host: HealthHost, link: Link): Health {
  const { _context: context, _exits: exits, _rules: rules, _store: store } = host;
  let samples = new Map<string, number[]>();
  let page = context().page.type;
  let longs = 0;

  const calm = (): void => {
    (host._launcher.getRootNode() as ShadowRoot).host.toggleAttribute('data-calm', isSparing(store));
  };

  const report = (): void => {
    const timings = [...samples].map(([entry, values]) => ({
      entry,
      p95Ms: Math.round(percentile(values, 0.95) * 10) / 10,
      count: values.length,
    }));
    const labelled: readonly Exit[] = exits.splice(0).slice(-MOST_EXITS);
    samples = new Map();
    if (!timings.length && !labelled.length) return;
    // Without a link it is not worth one: another page of another visitor tells as much.
    if (!host._isGranted() || link._state() !== 'up') return;
    const body: PageReport = { page: page ?? 'other', device: deviceKind(), timings, exits: [...labelled] };
    link._send({ type: 'page.report', conversation: 'visitor', body });
  };

  const took = (entry: string, ms: number): void => {
    samples.set(entry, [...(samples.get(entry) ?? []), ms].slice(-SAMPLES));
    if (ms <= LONG_MS || ++longs < MOST_LONG) return;
    spare(store);
    calm();
  };

  const timed =
    <Values extends readonly unknown[], Result>(entry: string, run: (...values: Values) => Result) =>
    (...values: Values): Result => {
      const now = context().page.type;
      // Each report is of one kind of page.
      if (now !== page) {
        report();
        page = now;
      }
      const begin = performance.now();
      try {
        return run(...values);
      } finally {
        took(entry, performance.now() - begin);
      }
    };

  const it = rules as Mutable<typeof rules>;
  it._signal = timed('rules', it._signal);
  it._outcome = timed('outcome', it._outcome);
  host._leaving.push(report);
  calm();

  return {
    _watch(ui) {
      const one = ui as Mutable<Ui>;
      one._open = timed('open', one._open);
      one._close = timed('close', one._close);
      one._moved = timed('page', one._moved);
    },
  };
}
