import type { Summary } from './lives.ts';

/** A summary as people read it, and as docs/reliability.md shows it. */
export function table({ seeds, seconds, messages, events, injected, recovered, calmAfterMs, failed }: Summary): string {
  const rows = (title: string, counts: Readonly<Record<string, number>>): string[] => [
    `| ${title} | times |`,
    '| --- | ---: |',
    ...Object.entries(counts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `| ${name} | ${count.toLocaleString('en')} |`),
    '',
  ];
  return [
    `${seeds.toLocaleString('en')} seeds in ${seconds.toFixed(1)} s: ${(seeds / seconds).toFixed(0)} a second, ${messages.toLocaleString('en')} messages, ${events.toLocaleString('en')} events.`,
    `Everything was delivered ${calmAfterMs.p50 / 1_000} s after the end of trouble in half of them, ${calmAfterMs.p99 / 1_000} s in 99 of 100, ${calmAfterMs.most / 1_000} s at most.`,
    failed.length === 0 ? 'Every promise was kept.' : `${failed.length} seeds went wrong:`,
    ...failed.map(({ seed, faults }) => `  ${seed}: ${faults.slice(0, 3).join('; ')}`),
    '',
    ...rows('fault made', injected),
    ...rows('recovery seen', recovered),
  ].join('\n');
}
