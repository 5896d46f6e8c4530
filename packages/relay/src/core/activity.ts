import type { ActivityItem } from '@tillside/protocol';
import type { JournalRow } from '../ports/index.ts';

const shown = [
  'visitor',
  'conversation',
  'invitation',
  'rule',
  'playbook',
  'experiment',
  'arm',
  'trace',
  'offer',
  'rep',
  'value',
  'currency',
  'reason',
  'order',
  'bounty',
  'isPreview',
] as const satisfies readonly (keyof ActivityItem & keyof JournalRow)[];

/** Recorded journeys are for rehearsals, reports of pages for figures: long and many. */
export function isActivity({ kind }: JournalRow): boolean {
  return kind !== 'journey.recorded' && kind !== 'page.reported';
}

/** A line of the journal as a console shows it. */
export function activityOf(site: string, row: JournalRow): ActivityItem {
  const item: ActivityItem = { site, number: row.number, at: row.at, kind: row.kind };
  const present = shown.filter((name) => row[name] !== undefined).map((name) => [name, row[name]] as const);
  return Object.assign(item, Object.fromEntries(present));
}
