import type { JourneyStep } from '@tillside/protocol';
import { reduceName } from '@tillside/rules/privacy';
import { listen, page, win } from '../env.ts';
import type { Step } from '../rules/rules.ts';
import type { MoreHost } from '../facts/types.ts';

const MOST_STEPS = 60;
const EVERY_MS = 30_000;
/** A frame's longest distance from its start. */
const LONGEST_MS = 86_400_000;
/** Facts that are reduced already, and are more than a name; those that say too much of who it was are never recorded. */
const REDUCED = /^(page\.(url|path|title|query)|visit\.(referrer|timeZone)|cart\.(skus|items))/;
const NEVER = /^(visit\.country|visitor\.attributes)/;

export interface RecordModule {
  readonly createRecord: typeof createRecord;
}

type Fact = NonNullable<JourneyStep['facts']>[string];

/**
 * Keeps what happened, as rehearsals read it, and sends it: while there is consent, in stretches of 30 s or 60 steps and
 * when the page goes. What happens without consent is not kept.
 */
export function createRecord({
  _isGranted: isGranted,
  _withTalk: withTalk,
  _signal: signal,
}: MoreHost): (step: Step) => void {
  let steps: JourneyStep[] = [];
  let startedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The facts as they were told last: only changes are kept. */
  let known = new Map<string, string>();

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const body = { startedAt, steps };
    steps = [];
    if (isGranted()) {
      if (body.steps.length) withTalk((talk) => talk._send({ type: 'journey.record', conversation: 'visitor', body }));
    } else known = new Map();
  };

  const changed = (facts: Step['facts']): JourneyStep['facts'] => {
    const changes = Object.entries(facts ?? {}).flatMap(([name, value]): [string, Fact][] => {
      const fact = (typeof value === 'string' && !REDUCED.test(name) ? reduceName(value) : (value ?? null)) as Fact;
      const text = JSON.stringify(fact);
      if (NEVER.test(name) || (known.get(name) ?? 'null') === text) return [];
      known.set(name, text);
      return [[name, fact]];
    });
    return changes.length ? Object.fromEntries(changes) : undefined;
  };

  // Before the link closes its socket.
  win().addEventListener('pagehide', flush, { signal, capture: true });
  listen(page(), 'visibilitychange', () => page().hidden && flush(), signal);
  signal.addEventListener('abort', flush);

  return ({ signal: it, facts, outcome }) => {
    if (!isGranted()) return;
    const told = changed(facts);
    if (!it && !told && !outcome) return;
    const now = Date.now();
    if (now - startedAt > LONGEST_MS) flush();
    if (!steps.length) startedAt = now;
    const { name = '', of, value } = it ?? {};
    steps.push({
      at: Math.max(0, now - startedAt),
      ...(it && {
        signal: { name: reduceName(name), ...(of && { of: reduceName(of) }), ...(value !== undefined && { value }) },
      }),
      ...(told && { facts: told }),
      ...(outcome && { outcome: { outcome: outcome.outcome, ...(outcome.rule && { rule: outcome.rule }) } }),
    });
    if (steps.length >= MOST_STEPS) flush();
    else timer ??= setTimeout(flush, EVERY_MS);
  };
}
