import type { Band } from './bands.ts';
import { columns, cut, listed, WIDTH } from './columns.ts';
import type { Load, Rehearsal, RuleReport } from './report.ts';

const LABEL_WIDTH = 11;
const MOST_LISTED = 8;
const LONGEST_NAME = 70;

interface Words {
  readonly count: (value: number) => string;
  /** With two decimals. */
  readonly mean: (value: number) => string;
  readonly band: (band: Band | undefined) => string;
  readonly when: (at: number) => string;
}

function wordsOf(locale: string, timeZone: string): Words {
  const count = new Intl.NumberFormat(locale);
  const mean = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return {
    count: (value) => count.format(value),
    mean: (value) => mean.format(value),
    when: (at) => date.format(at),
    band(band) {
      if (!band) return 'no cart';
      if (band.currency === '') return `${count.format(band.from)} to ${count.format(band.to)} (no currency)`;
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency: band.currency });
      const unit = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2);
      // The 1-2-5 series needs no cents from one unit on.
      const format = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: band.currency,
        ...(band.from >= unit && { maximumFractionDigits: 0 }),
      });
      return `${format.format(band.from / unit)} to ${format.format(band.to / unit)}`;
    },
  };
}

function few(parts: readonly string[]): readonly string[] {
  const rest = parts.length - MOST_LISTED;
  return rest > 1 ? [...parts.slice(0, MOST_LISTED), `and ${rest} more`] : parts;
}

function ruleTable({ rules, all }: Rehearsal, { count }: Words): readonly string[] {
  const isCompared = all.against !== undefined;
  const heads = isCompared
    ? ['RULE', 'INVITED', 'BEFORE', 'NEWLY', 'NO LONGER', 'INVITATIONS', 'HELD OUT']
    : ['RULE', 'INVITED', 'INVITATIONS', 'HELD OUT'];
  const row = (name: string, one: Pick<RuleReport, 'newly' | 'noLonger'> & Figured): readonly string[] => {
    const cell = (value: number | undefined) => (value === undefined ? '-' : count(value));
    const compared = isCompared ? [cell(one.against?.invited), cell(one.newly), cell(one.noLonger)] : [];
    return [name, cell(one.next?.invited), ...compared, cell(one.next?.invitations), cell(one.next?.heldOut)];
  };
  return columns(heads, [...rules.map((one) => row(one.rule, one)), row('any of them', all)]);
}

interface Figured {
  readonly next?: { readonly invited: number; readonly invitations: number; readonly heldOut: number };
  readonly against?: { readonly invited: number };
}

function ruleText(one: RuleReport, { count, band }: Words): readonly string[] {
  const line = (label: string, parts: readonly string[]) => (parts.length > 0 ? listed(label, LABEL_WIDTH, parts) : []);
  const counted = <Key>(breakdown: readonly (readonly [Key, number])[], name: (key: Key) => string) =>
    breakdown.map(([key, times]) => `${cut(name(key), LONGEST_NAME)}: ${count(times)}`);
  const text = (key: string) => key;
  return [
    cut(`${one.rule}: ${one.name}`, WIDTH),
    ...line('page types', few(counted(one.pageTypes, text))),
    ...line('pages', few(counted(one.pages, text))),
    ...line('cart', counted(one.carts, band)),
    ...line(
      'hour',
      counted(one.hours, (hour) => String(hour).padStart(2, '0')),
    ),
    ...line('not invited', one.next ? counted(one.next.reasons, text) : ['not in the new playbook']),
    ...line('but for', few(counted(one.next?.nearMisses ?? [], text))),
  ];
}

function loadText(name: string, load: Load, report: Rehearsal, { count, mean, when }: Words): readonly string[] {
  const { capacity, conversations, hours } = report;
  const most = load.maxAt === undefined ? '' : ` (${when(load.maxAt)})`;
  return [
    `${name}: ${mean(load.mean)} invitations an hour in the mean, p95 ${count(load.p95)}, max ${count(load.max)}${most}`,
    ...(capacity !== undefined && load.over
      ? [
          `  more than ${count(capacity)} in ${count(load.over.hours)} of ${count(hours)} hours: ${count(load.over.invitations)} invitations too many`,
        ]
      : []),
    ...(conversations && load.concurrent
      ? [
          `  conversations at once: ${mean(load.concurrent.mean)} in the mean, ${mean(load.concurrent.p95)} at p95, ${mean(load.concurrent.max)} in the fullest hour`,
          `  (Little's law: ${count(100 * conversations.acceptRate)} % accept, ${count(conversations.minutes)} min each)`,
        ]
      : []),
  ];
}

/** Hours in which either playbook invites. */
function hourTable({ load }: Rehearsal, { count, mean }: Words): readonly string[] {
  const { next, against } = load;
  const heads = ['HOUR', 'MEAN', 'MAX', ...(against ? ['MEAN BEFORE', 'MAX BEFORE'] : [])];
  const rows = next.byHour.flatMap((one) => {
    const before = against?.byHour.find(({ hour }) => hour === one.hour);
    if (one.max === 0 && !before?.max) return [];
    const cells = [one, ...(before ? [before] : [])].flatMap((load) => [mean(load.mean), count(load.max)]);
    return [[String(one.hour).padStart(2, '0'), ...cells]];
  });
  return rows.length > 0 ? columns(heads, rows) : [];
}

/**
 * A rehearsal for people: tables of at most 120 columns.
 *
 * @param locale BCP 47, of numbers, money and dates; the words are English
 */
export function formatRehearsal(report: Rehearsal, locale: string): string {
  const words = wordsOf(locale, report.timeZone);
  const { firstAt, lastAt, load } = report;
  if (firstAt === undefined || lastAt === undefined) return 'The file holds no journey.';
  const { count, when } = words;
  return [
    `${count(report.journeys)} journeys, ${count(report.steps)} steps, ${when(firstAt)} to ${when(lastAt)} (${report.timeZone}).`,
    'Invitations are taken to be shown and to time out; what these visitors would have answered nobody knows.',
    '',
    ...ruleTable(report, words),
    ...report.rules.flatMap((one) => ['', ...ruleText(one, words)]),
    '',
    `Load on the reps (hours in which anybody was there: ${count(report.hours)})`,
    ...loadText('now', load.next, report, words),
    ...(load.against ? loadText('before', load.against, report, words) : []),
    '',
    ...hourTable(report, words),
  ]
    .join('\n')
    .trimEnd();
}
