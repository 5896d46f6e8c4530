import type { PageReport } from '@tillside/protocol';

type ExitKind = PageReport['exits'][number]['by'];

/** A page report as the journal has it: what the page calls its kind is a word, or nothing that is kept. */
export function reducePageReport(report: PageReport): PageReport {
  return /^[a-z][a-z_-]{0,23}$/.test(report.page) ? report : { ...report, page: 'other' };
}

export interface TimingHealth {
  /** The kind of page. */
  readonly page: string;
  /** Where the widget was entered: what the shop's page called, or what happened to it. */
  readonly entry: string;
  /** Of 20 pages, 19 took at most this long for 19 of 20 calls. Milliseconds. */
  readonly p95Ms: number;
  readonly pages: number;
  readonly calls: number;
}

export interface ExitHealth {
  readonly by: ExitKind;
  /** How often it fired. */
  readonly signals: number;
  /** Of those, how often the visitor was gone within 30 s. */
  readonly left: number;
}

export interface PageHealth {
  readonly reports: number;
  readonly timings: readonly TimingHealth[];
  readonly exits: readonly ExitHealth[];
}

/** So many kinds of pages are told apart, those with most reports. */
const mostKinds = 12;

/** The value that a share of the sorted values does not exceed: one of them, by the nearest rank. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

interface Kind {
  pages: number;
  readonly entries: Map<string, { readonly p95s: number[]; calls: number }>;
}

/** Adds reports up; the slowest first. */
export function createPageHealth() {
  const kinds = new Map<string, Kind>();
  const exits = new Map<ExitKind, { signals: number; left: number }>();
  let reports = 0;

  return {
    add(report: PageReport): void {
      reports += 1;
      const kind: Kind = kinds.get(report.page) ?? { pages: 0, entries: new Map() };
      kinds.set(report.page, kind);
      kind.pages += 1;
      for (const { entry, p95Ms, count } of report.timings) {
        const known = kind.entries.get(entry) ?? { p95s: [], calls: 0 };
        kind.entries.set(entry, known);
        known.p95s.push(p95Ms);
        known.calls += count;
      }
      for (const { by, hasLeft } of report.exits) {
        const known = exits.get(by) ?? { signals: 0, left: 0 };
        exits.set(by, { signals: known.signals + 1, left: known.left + (hasLeft ? 1 : 0) });
      }
    },
    health(): PageHealth {
      const shown = [...kinds].toSorted(([, a], [, b]) => b.pages - a.pages).slice(0, mostKinds);
      const timings = shown.flatMap(([page, { entries }]) =>
        [...entries].map(([entry, { p95s, calls }]) => ({
          page,
          entry,
          p95Ms: percentile(
            p95s.toSorted((a, b) => a - b),
            0.95,
          ),
          pages: p95s.length,
          calls,
        })),
      );
      return {
        reports,
        timings: timings.toSorted((a, b) => b.p95Ms - a.p95Ms),
        exits: [...exits].map(([by, counts]) => ({ by, ...counts })).toSorted((a, b) => b.signals - a.signals),
      };
    },
  };
}
