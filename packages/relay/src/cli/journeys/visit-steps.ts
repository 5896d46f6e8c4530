import type { Outcome, Rule } from '@tillside/rules';
import { factsSeen, unpackTrace } from '@tillside/rules/explain';
import type { JourneyStep } from '@tillside/rules/journeys';
import type { JournalKind, JournalRow } from '../../ports/index.ts';
import type { Visit } from './gather-visits.ts';
import { recordedSteps } from './recorded-steps.ts';

/** A step at an instant of its own, milliseconds since the epoch. */
export interface TimedStep {
  readonly now: number;
  readonly step: Omit<JourneyStep, 'at'>;
}

/** The rule of a playbook version; nothing where the version is not known any more. */
export type FindRule = (playbook: string, rule: string) => Promise<Rule | undefined>;

const outcomes: Partial<Readonly<Record<JournalKind, Outcome>>> = {
  'invitation.missed': 'withheld',
  'invitation.seen': 'shown',
  'invitation.accepted': 'accepted',
  'invitation.declined': 'declined',
  'invitation.dismissed': 'dismissed',
  'invitation.timed_out': 'timed_out',
  'invitation.withdrawn': 'withdrawn',
  'engagement.opened': 'conversation_opened',
  'engagement.resolved': 'conversation_ended',
  'order.reported': 'ordered',
  'order.confirmed': 'ordered',
};

/** Facts that the engine works out from the time; a value of then would stand still. */
const CLOCKED = ['visit.seconds', 'checkout.seconds', 'site.open', 'site.hour', 'site.weekday'];
const LONGEST_VISIT_S = 86_400;

/** The moment at which a rule fired, as its trace saw it; and when the visit began, as far as the trace tells. */
async function decisionPoint(
  row: JournalRow,
  findRule: FindRule,
): Promise<{ readonly point: TimedStep; readonly beganAt: number } | undefined> {
  if (row.trace === undefined || row.playbook === undefined || row.rule === undefined) return undefined;
  const rule = await findRule(row.playbook, row.rule);
  const trace = rule && unpackTrace(row.trace, rule);
  if (!rule || !trace) return undefined;
  const seen = factsSeen(trace, rule);
  const seconds = seen['visit.seconds'];
  const facts = Object.fromEntries(Object.entries(seen).filter(([name]) => !CLOCKED.includes(name)));
  return {
    point: {
      now: row.at,
      step: {
        ...(trace.signal !== '' && { signal: { name: trace.signal } }),
        ...(Object.keys(facts).length > 0 && { facts }),
      },
    },
    beganAt: row.at - 1_000 * (typeof seconds === 'number' ? Math.min(LONGEST_VISIT_S, seconds) : 0),
  };
}

/**
 * What happened in a visit, in order: as it was recorded, or, without a recording, the moments at which a rule fired, with what became of its
 * invitation, and conversations and orders. `beganAt` is the start of the visit.
 */
export async function stepsOf(
  { rows }: Visit,
  findRule: FindRule,
): Promise<{ readonly beganAt: number; readonly steps: readonly TimedStep[] }> {
  const recorded = recordedSteps(rows);
  if (recorded.length > 0) return { beganAt: recorded[0]?.now ?? 0, steps: recorded };
  const steps: TimedStep[] = [];
  let beganAt = Infinity;
  const orders = new Set<string>();
  for (const row of rows) {
    const decision = await decisionPoint(row, findRule);
    if (decision) steps.push(decision.point);
    beganAt = Math.min(beganAt, decision?.beganAt ?? row.at);
    const outcome = outcomes[row.kind];
    // A browser and the shop's server tell of the same order.
    if (outcome === undefined || (row.order !== undefined && orders.has(row.order))) continue;
    if (row.order !== undefined) orders.add(row.order);
    const isOfRule = row.kind.startsWith('invitation.') && row.rule !== undefined;
    steps.push({ now: row.at, step: { outcome: { ...(isOfRule && { rule: row.rule }), outcome } } });
  }
  return { beganAt, steps: steps.sort((a, b) => a.now - b.now) };
}
