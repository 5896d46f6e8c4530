import type { Decision, Facts, FactValue, Playbook, Rule, StepInput, SuppressReason, Trace } from '../../src/index.ts';
import { armPlainly } from './arms.ts';
import { isInSchedule, localTime } from './calendar.ts';
import { holdsPlainly } from './conditions.ts';
import { derivedFacts } from './derived.ts';
import { impliedBy } from './dwell.ts';
import { seenOf, unseenOf } from './leaves.ts';
import type { Told } from './listen.ts';
import { countShown, emptyPast, limitAgainst, limitsOf, loadPage, takeOutcome } from './past.ts';
import { attend, endBy, entriesOf, forget, hear, isEnough, takeEnded } from './waits.ts';
import type { Entry } from './waits.ts';

export interface Answer {
  readonly decisions: readonly Decision[];
  readonly wakeAt: number | undefined;
  readonly isArmed: boolean;
}

/**
 * The whole engine once more, as plainly as SPEC.md says it: nothing is compiled, indexed or remembered that can be looked up in what
 * happened, every rule is tried, every choice of signals is tried. Neither pure nor fast.
 */
export function createReference(playbook: Playbook, visitorSeed: string) {
  const { timeZone } = playbook;
  const past = emptyPast();
  const entries = entriesOf(playbook);
  let told: Told[] = [];
  let page = 0;
  /** Of the checkout, '' outside. */
  let step = '';
  let stepAt = 0;
  let facts: Record<string, FactValue> = {};
  /** The deepest, then the highest, then the first. */
  const ranked = [...playbook.rules].sort(
    (a, b) => (b.funnel ?? 0) - (a.funnel ?? 0) || (b.priority ?? 0) - (a.priority ?? 0),
  );

  function beginVisit(): void {
    told = [];
    step = '';
    entries.forEach(forget);
  }

  function factsNow(now: number): Facts {
    const inStep = step === '' ? {} : { 'checkout.seconds': Math.floor((now - stepAt) / 1000) };
    return { ...derivedFacts(playbook, past, told, now), ...inStep, ...facts };
  }

  const isHeld = (rule: Rule, now: number): boolean => holdsPlainly(rule.when, factsNow(now));

  function reasonAgainst(rule: Rule, now: number): SuppressReason | undefined {
    const arm = armPlainly(playbook, rule, visitorSeed);
    if (rule.enabled === false) return 'disabled';
    if (rule.schedule && !isInSchedule(rule.schedule, localTime(timeZone, now))) return 'schedule';
    if (arm && arm.holdout !== true && rule.audience?.arms?.includes(arm.id) === false) return 'audience';
    if (!isHeld(rule, now)) return 'condition';
    return limitAgainst(past, playbook, rule, now, facts);
  }

  function traceOf({ rule, index, listen }: Entry, now: number, isSeen: boolean): Trace {
    const arm = armPlainly(playbook, rule, visitorSeed);
    return {
      rule: rule.id,
      entry: index,
      signal: listen.signal ?? listen.flow?.at(-1)?.signal ?? '',
      at: now,
      ...(isSeen ? seenOf(rule.when, factsNow(now)) : unseenOf(rule.when)),
      limits: limitsOf(past, playbook, rule, now),
      ...(arm && { arm: arm.id }),
    };
  }

  function judge(asked: ReadonlyMap<Rule, Entry>, now: number): readonly Decision[] {
    const judged = ranked.flatMap((rule) => {
      const entry = asked.get(rule);
      return entry ? [{ entry, rule, reason: reasonAgainst(rule, now) }] : [];
    });
    const winner = judged.find(({ reason }) => reason === undefined);
    if (!winner)
      return judged.map(({ entry, rule, reason = 'outranked' }) => {
        const trace = { ...traceOf(entry, now, reason !== 'disabled'), reason };
        return { kind: 'suppress', rule: rule.id, reason, trace };
      });
    const losers = judged
      .filter((one) => one !== winner)
      .map(({ rule, reason = 'outranked' }) => [rule.id, reason] as const);
    const trace = { ...traceOf(winner.entry, now, true), losers: losers.slice(0, 8) };
    const kind = armPlainly(playbook, winner.rule, visitorSeed)?.holdout === true ? 'hold_out' : 'invite';
    return [{ kind, rule: winner.rule.id, trace }];
  }

  /** Takes the signal in; gives where in the history it and what it implies stand. */
  function tell({ signal }: StepInput, now: number): readonly number[] {
    if (!signal) return [];
    const from = told.length;
    const implied = impliedBy(signal, step);
    if (implied.step !== step) stepAt = now;
    step = implied.step;
    // `start` alone is no new page: a journey may be cut anywhere, and the new page tells its `page_view`.
    if (signal.name === 'page_view') page += 1;
    told.push(...implied.signals.map((one) => ({ ...one, at: now, page })));
    return implied.signals.map((_, index) => from + index);
  }

  function askWhoEnded(ask: (entry: Entry) => void, held: ReadonlySet<Rule>, now: number): void {
    const ended = entries.flatMap((entry) => {
      const isLost = held.has(entry.rule) && !isHeld(entry.rule, now);
      return takeEnded(entry, isLost, now).map(({ number, endsAt }) => ({ entry, number, endsAt }));
    });
    for (const { entry, endsAt } of ended.sort((a, b) => a.number - b.number)) if (isEnough(entry, endsAt)) ask(entry);
  }

  return {
    /** A page was loaded, in this tab. */
    start(now: number): void {
      const wasTalking = past.isTalking;
      if (loadPage(past, now)) {
        beginVisit();
        facts = {};
        if (wasTalking) takeOutcome(past, playbook, 'conversation_ended', '', now);
      }
      for (const entry of entries) attend(entry, timeZone, past.visitAt, now);
    },

    step(input: StepInput): Answer {
      const { now, signal, outcome } = input;
      // What this step takes away ends a wait at once; what time alone takes away is seen at its end.
      const held = new Set(playbook.rules.filter((rule) => isHeld(rule, now)));
      if (outcome) takeOutcome(past, playbook, outcome.outcome, outcome.rule ?? '', now);
      if (signal?.name === 'page_view' && loadPage(past, now)) {
        beginVisit();
        for (const entry of entries) attend(entry, timeZone, past.visitAt, now);
      }
      const heard = tell(input, now);
      for (const [name, value] of Object.entries(input.facts ?? {})) {
        if (value === undefined) delete facts[name];
        else facts[name] = value;
      }

      const asked = new Map<Rule, Entry>();
      const ask = (entry: Entry): void => void (asked.has(entry.rule) || asked.set(entry.rule, entry));
      for (const at of heard) for (const entry of entries) endBy(entry, told, at);
      askWhoEnded(ask, held, now);
      for (const at of heard)
        for (const entry of entries) if (hear(entry, told, at, isHeld(entry.rule, now))) ask(entry);
      for (const entry of entries) attend(entry, timeZone, past.visitAt, now);

      const decisions = judge(asked, now);
      const [first] = decisions;
      if (first?.kind === 'hold_out') countShown(past, playbook, first.rule, now);
      if (first?.kind === 'invite') {
        const delayMs = playbook.rules.find(({ id }) => id === first.rule)?.invite.delayMs ?? 0;
        past.screen = { rule: first.rule, endsAt: now + 10_000 + delayMs, isShown: false };
      }
      const ends = entries.flatMap(({ waits }) => waits.map(({ endsAt }) => endsAt));
      return {
        decisions,
        wakeAt: ends.length === 0 ? undefined : Math.min(...ends),
        isArmed: playbook.rules.some((rule) => reasonAgainst(rule, now) === undefined),
      };
    },
  };
}
