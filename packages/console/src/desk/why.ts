import type { ActivityItem, EntryAdded } from '@tillside/protocol';
import type { ActivityRow, Outcome } from './activity.ts';

/** One decision that can be explained: what the journal has of it, or where in the journal it is. */
export type WhySource =
  | { readonly from: 'line'; readonly outcome: Outcome; readonly line: WhyLine }
  | {
      readonly from: 'journal';
      readonly outcome: Outcome;
      readonly site: string;
      readonly invitation: string;
      /** About when it was granted: the journal is searched from there. */
      readonly at: number;
    };

/** The journal's line of a decision, with all that explains it. */
export interface WhyLine {
  readonly site: string;
  readonly at: number;
  readonly rule: string;
  readonly playbook: string;
  /** Packed. */
  readonly trace: string;
}

export function whyLineOf({ site, at, rule, playbook, trace }: ActivityItem): WhyLine | undefined {
  if (rule === undefined || playbook === undefined || trace === undefined) return undefined;
  return { site, at, rule, playbook, trace };
}

/** Nothing where the journal kept no trace: of what the relay itself held back. */
export function whyOfRow(row: ActivityRow): WhySource | undefined {
  if (row.type !== 'invitation') return undefined;
  const line = row.steps.map(whyLineOf).find((one) => one !== undefined);
  return line && { from: 'line', outcome: row.outcome, line };
}

/** An accepted invitation whose line is not among those loaded. */
export const whyOfEntry = (site: string, { at, body }: Extract<EntryAdded, { kind: 'invitation' }>): WhySource => ({
  from: 'journal',
  outcome: 'accepted',
  site,
  invitation: body.invitation,
  at,
});
