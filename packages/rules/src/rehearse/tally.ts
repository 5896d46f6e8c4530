import type { Decision, FactValue, Playbook, SuppressReason } from '../index.ts';
import { bandOf } from './bands.ts';
import type { Band } from './bands.ts';
import { createCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import { createHourOf, HOUR_MS } from './hours.ts';
import { createNearMiss } from './near-miss.ts';
import type { Scene } from './player.ts';
import type { AllFigures, Breakdown, RuleFigures } from './report.ts';

const MOST_PAGES = 1_000;

interface RuleTally {
  invited: number;
  invitations: number;
  heldOut: number;
  /** Number of the last journey that was counted as invited, as held out: each counts once. */
  invitedIn: number;
  heldOutIn: number;
  readonly reasons: Map<SuppressReason, number>;
  /** By the one fact that stood against it. */
  readonly nearMisses: Map<string, number>;
  readonly pageTypes: Counts;
  readonly pages: Counts;
  readonly carts: Counts;
  readonly hours: number[];
}

const fresh = (): RuleTally => ({
  invited: 0,
  invitations: 0,
  heldOut: 0,
  invitedIn: 0,
  heldOutIn: 0,
  reasons: new Map(),
  nearMisses: new Map(),
  pageTypes: createCounts(MOST_PAGES),
  pages: createCounts(MOST_PAGES),
  carts: createCounts(Infinity),
  hours: Array.from({ length: 24 }, () => 0),
});

/** What one playbook does, added up decision by decision; as large as the playbook, not as the file. */
export interface Tally {
  /** @param journey its number in the file, from 1 */
  hear(decision: Decision, at: number, journey: number, scene: Scene): void;
  /** Whether a rule (or any, without a name) invited in this journey, which is the last one heard. */
  isInvited(journey: number, rule?: string): boolean;
  /** Invitations by whole hour since the epoch. */
  readonly byHour: ReadonlyMap<number, number>;
  all(): AllFigures;
  figures(rule: string): RuleFigures | undefined;
  breakdowns(rule: string): Breakdowns;
}

export interface Breakdowns {
  readonly pageTypes: Breakdown<string>;
  readonly pages: Breakdown<string>;
  readonly carts: Breakdown<Band | undefined>;
  readonly hours: Breakdown<number>;
}

const textOf = (value: FactValue | undefined): string => (typeof value === 'string' ? value : '(unknown)');

function cartKey({ cartValue, currency }: Scene): string {
  if (typeof cartValue !== 'number') return '';
  // A few ranges a currency, and no more currencies than words of three capitals.
  const code = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : '';
  return `${bandOf(cartValue, code).from} ${code}`;
}

function bandOfKey(key: string): Band | undefined {
  const [from = '', currency = ''] = key.split(' ');
  return key === '' ? undefined : bandOf(Number(from), currency);
}

const ordered = <Key>(counts: ReadonlyMap<Key, number>): readonly (readonly [Key, number])[] =>
  [...counts].sort(([, many], [, more]) => more - many);

/** @param timeZone of the hours of the day */
export function createTally(playbook: Playbook, timeZone: string): Tally {
  const hourOf = createHourOf(timeZone);
  const rules = new Map(playbook.rules.map(({ id }) => [id, fresh()]));
  const nearMissOf = new Map(playbook.rules.map((rule) => [rule.id, createNearMiss(rule)]));
  const byHour = new Map<number, number>();
  const any = fresh();

  function invite(tally: RuleTally, journey: number): void {
    tally.invitations += 1;
    if (tally.invitedIn !== journey) tally.invited += 1;
    tally.invitedIn = journey;
  }
  function holdOut(tally: RuleTally, journey: number): void {
    if (tally.heldOutIn !== journey) tally.heldOut += 1;
    tally.heldOutIn = journey;
  }
  function miss(rule: string, reason: SuppressReason): void {
    const reasons = rules.get(rule)?.reasons;
    reasons?.set(reason, (reasons.get(reason) ?? 0) + 1);
  }

  return {
    hear(decision, at, journey, scene) {
      const tally = rules.get(decision.rule);
      if (!tally) return;
      if (decision.kind === 'suppress') {
        if (decision.reason === 'condition') {
          const fact = nearMissOf.get(decision.rule)?.(decision.trace.bits);
          if (fact !== undefined) tally.nearMisses.set(fact, (tally.nearMisses.get(fact) ?? 0) + 1);
        }
        return miss(decision.rule, decision.reason);
      }
      for (const [rule, reason] of decision.trace.losers ?? []) miss(rule, reason);
      if (decision.kind === 'hold_out') {
        holdOut(tally, journey);
        return holdOut(any, journey);
      }
      invite(tally, journey);
      invite(any, journey);
      const hour = Math.floor(at / HOUR_MS);
      byHour.set(hour, (byHour.get(hour) ?? 0) + 1);
      tally.pageTypes.add(textOf(scene.pageType));
      tally.pages.add(textOf(scene.path));
      tally.carts.add(cartKey(scene));
      const ofDay = hourOf(at);
      tally.hours[ofDay] = (tally.hours[ofDay] ?? 0) + 1;
    },
    isInvited: (journey, rule) => (rule === undefined ? any : rules.get(rule))?.invitedIn === journey,
    byHour,
    all: () => ({ invited: any.invited, invitations: any.invitations, heldOut: any.heldOut }),
    figures(rule) {
      const tally = rules.get(rule);
      if (!tally) return undefined;
      const { invited, invitations, heldOut } = tally;
      return { invited, invitations, heldOut, reasons: ordered(tally.reasons), nearMisses: ordered(tally.nearMisses) };
    },
    breakdowns(rule) {
      const { pageTypes, pages, carts, hours } = rules.get(rule) ?? fresh();
      return {
        pageTypes: pageTypes.list(),
        pages: pages.list(),
        carts: carts
          .list()
          .map(([key, count]) => [bandOfKey(key), count] as const)
          .sort(
            ([a], [b]) => (a?.currency ?? '').localeCompare(b?.currency ?? '') || (a?.from ?? -1) - (b?.from ?? -1),
          ),
        hours: hours.flatMap((count, hour) => (count ? [[hour, count] as const] : [])),
      };
    },
  };
}
