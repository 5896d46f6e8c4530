import type { Playbook } from '../index.ts';
import type { Journey } from '../journeys/types.ts';
import { HOUR_MS } from './hours.ts';
import { loadOf } from './load.ts';
import { createPlayer } from './player.ts';
import type { Conversations, Rehearsal, RuleReport } from './report.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';

export interface RehearseOptions {
  readonly next: Playbook;
  /** What it would replace. */
  readonly against?: Playbook;
  /** As `readJourneys` gives them; one is looked at at a time. */
  readonly journeys: AsyncIterable<Journey> | Iterable<Journey>;
  /** Invitations an hour that the reps can take. */
  readonly capacity?: number;
  readonly conversations?: Conversations;
}

interface Change {
  newly: number;
  noLonger: number;
}

/**
 * Plays recorded journeys through a playbook, and through the one it would replace, and tells whom each rule would invite, where, when, and
 * what that asks of the reps. Pure, but for what `journeys` reads. What is in memory grows with pages, rules and hours, not with journeys.
 *
 * Rejects with what `journeys` throws.
 */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  const { next, against, capacity, conversations } = options;
  const timeZone = next.timeZone ?? 'UTC';
  const stage = (playbook: Playbook) => ({ play: createPlayer(playbook), tally: createTally(playbook, timeZone) });
  const [now, before] = [stage(next), against && stage(against)];
  // The new one's order, then what only the old one has; a rule in both goes by its new name.
  const rules = new Map(next.rules.map(({ id, name }) => [id, name]));
  for (const { id, name } of against?.rules ?? []) rules.set(id, rules.get(id) ?? name);
  const changes = new Map<string, Change>([...rules.keys()].map((id) => [id, { newly: 0, noLonger: 0 }]));
  const change: Change = { newly: 0, noLonger: 0 };
  const hours = new Set<number>();
  let [journeys, steps, firstAt, lastAt] = [0, 0, Infinity, -Infinity];

  for await (const journey of options.journeys) {
    journeys += 1;
    steps += journey.steps.length;
    let hour = -1;
    for (const { at } of journey.steps) {
      const stepHour = Math.floor((journey.startedAt + at) / HOUR_MS);
      if (stepHour !== hour) hours.add((hour = stepHour));
    }
    firstAt = Math.min(firstAt, journey.startedAt);
    lastAt = Math.max(lastAt, journey.startedAt + (journey.steps.at(-1)?.at ?? 0));

    const number = journeys;
    for (const { play, tally } of before ? [now, before] : [now])
      play(journey, (decision, at, scene) => tally.hear(decision, at, number, scene));
    if (!before) continue;
    if (!note(change, now.tally, before.tally, number, undefined)) continue;
    for (const [id, one] of changes) note(one, now.tally, before.tally, number, id);
  }

  const loads = (tally: Tally) => loadOf(hours, tally.byHour, timeZone, capacity, conversations);
  return {
    journeys,
    steps,
    ...(journeys > 0 && { firstAt, lastAt }),
    hours: hours.size,
    timeZone,
    ...(capacity !== undefined && { capacity }),
    ...(conversations && { conversations }),
    rules: [...rules].map(([id, name]): RuleReport => {
      const figures = { next: now.tally.figures(id), against: before?.tally.figures(id) };
      return {
        rule: id,
        name,
        ...(figures.next && { next: figures.next }),
        ...(figures.against && { against: figures.against }),
        ...(before && changes.get(id)),
        ...now.tally.breakdowns(id),
      };
    }),
    all: {
      next: now.tally.all(),
      ...(before && { against: before.tally.all(), ...change }),
    },
    load: { next: loads(now.tally), ...(before && { against: loads(before.tally) }) },
  };
}

/** Counts a journey that one playbook invites and the other does not. Gives whether either invited at all. */
function note(change: Change, next: Tally, against: Tally, journey: number, rule: string | undefined): boolean {
  const [isNow, wasBefore] = [next.isInvited(journey, rule), against.isInvited(journey, rule)];
  if (isNow && !wasBefore) change.newly += 1;
  if (!isNow && wasBefore) change.noLonger += 1;
  return isNow || wasBefore;
}
