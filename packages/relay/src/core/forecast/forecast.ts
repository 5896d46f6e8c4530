import { acceptsWithin } from './acceptance.ts';
import type { Habits } from './acceptance.ts';
import { arrivalsOf, countsOf, coversChance, sumOf, withOne } from './counts.ts';
import type { Counts } from './counts.ts';
import { endingOf } from './lengths.ts';
import type { Lengths } from './lengths.ts';
import type { Talk } from './outlook.ts';

/** One team's floor as the forecast sees it, for whoever may be invited now. */
export interface Outlook {
  /** Slots that reps who are there have free. Those that an invitation holds are none. */
  readonly free: number;
  /** Conversations that wait already: the next slots are theirs. */
  readonly waiting: number;
  readonly talks: readonly Talk[];
  /** What is known of the lengths of the team's conversations; without it none is expected to end. */
  readonly lengths: Lengths | undefined;
  /** Unheld invitations under way: their acceptance and how old they are. */
  readonly invited: readonly { readonly share: number; readonly ageMs: number }[];
  /** Visitors who come by themselves. Per millisecond. */
  readonly arrivals: number;
  /** Of the site whose visitor may be invited. */
  readonly habits: Habits;
  /** What is left of the site's target once a rep has typed: so long may a slot be waited for. */
  readonly slackMs: number;
}

/**
 * When the yes comes: thirds of the invitations, by the middle of each (exponential times). The chance is taken at each of the three and
 * averaged, for slots come free and others come first in the meantime.
 */
const moments = [1 / 6, 1 / 2, 5 / 6].map((share) => -Math.log(1 - share));

const never = () => 0;

interface Moment {
  readonly ends: Counts;
  readonly others: Counts;
  readonly afterMs: number;
}

function momentsOf({ talks, lengths, invited, arrivals, habits, slackMs }: Outlook): readonly Moment[] {
  const endings = talks.map((talk) => {
    if ('endsInMs' in talk) return (withinMs: number) => (talk.endsInMs <= withinMs ? 1 : 0);
    return lengths === undefined ? never : endingOf(lengths, talk.ageMs);
  });
  return moments.map((moment) => {
    const afterMs = moment * habits.acceptAfterMs;
    const untilMs = afterMs + slackMs;
    const ends = endings.map((endsWithin) => endsWithin(untilMs));
    const yeses = invited.map(({ share, ageMs }) => acceptsWithin(share, ageMs, afterMs, habits));
    const alone = arrivalsOf(arrivals * (afterMs + habits.acceptAfterMs));
    return { ends: countsOf(ends), others: sumOf(countsOf(yeses), alone), afterMs };
  });
}

function chanceAt({ free, waiting }: Outlook, at: readonly Moment[]): number {
  return at.reduce((sum, { ends, others }) => sum + coversChance(free - waiting - 1, ends, others), 0) / at.length;
}

/**
 * The chance that somebody invited now, who says yes, finds a rep in time, and takes the slot of nobody who comes by themselves soon after. Those count
 * for as long as a yes takes: so long what was granted before goes on taking slots, whatever is decided next.
 */
export function chanceOf(outlook: Outlook): number {
  return chanceAt(outlook, momentsOf(outlook));
}

/** So many more invitations are thought ahead at most: what several nodes may grant at one instant. */
const aheadAtMost = 8;

/**
 * How many more invitations may be under way, so that each that is accepted finds a rep in time with at least `chance`. For one that holds a
 * slot of its own ask with the slot taken from `free`, and whether those under way keep their chance.
 *
 * @param share how many of the further ones are accepted
 */
export function roomFor(outlook: Outlook, share: number, chance: number): number {
  let at = momentsOf(outlook);
  let room = 0;
  while (room < aheadAtMost && chanceAt(outlook, at) >= chance) {
    room += 1;
    at = at.map((one) => ({
      ...one,
      others: withOne(one.others, acceptsWithin(share, 0, one.afterMs, outlook.habits)),
    }));
  }
  return room;
}

/** Would one more rep's slot, held for an invitation, leave those invited before with their chance? */
export function mayHold(outlook: Outlook, chance: number): boolean {
  if (outlook.free - outlook.waiting < 1) return false;
  if (outlook.invited.length === 0) return true;
  return chanceOf({ ...outlook, free: outlook.free - 1, invited: outlook.invited.slice(1) }) >= chance;
}
