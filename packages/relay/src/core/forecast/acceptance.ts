/** How an invitation ended: with a yes, with a no that was said (declined, or the box closed), or in silence. */
export type Answer = 'yes' | 'no' | 'silence';

/** What became of the invitations of a site or a rule, as this node saw it. Old ones fade: halved together at `fadesAt`. */
export interface Outcomes {
  readonly yes: number;
  readonly no: number;
  readonly silence: number;
}

export const noOutcomes: Outcomes = { yes: 0, no: 0, silence: 0 };

/**
 * Before anything is known every fifth invitation is accepted: what shops that invite in the cart report. It is worth twenty outcomes of a site,
 * and what the site knows is worth twenty of a rule. Too high only means that fewer are invited for a while.
 */
export const usualAcceptance = 0.2;
/** Before anything is known half of those who do not accept say so; worth as much. */
const usualSaidNo = 0.5;
const priorWeight = 20;
/** So many outcomes are a rule's memory; a season's habits are not the next one's. */
const fadesAt = 400;

/** How long a yes takes after the grant, on average, until enough were seen. Milliseconds. */
export const usualAcceptAfterMs = 10_000;

export function learn(before: Outcomes, answer: Answer): Outcomes {
  return together(before, { ...noOutcomes, [answer]: 1 });
}

/** What two have learned apart from each other. */
export function together(one: Outcomes, other: Outcomes): Outcomes {
  const [yes, no, silence] = [one.yes + other.yes, one.no + other.no, one.silence + other.silence];
  return yes + no + silence < fadesAt ? { yes, no, silence } : { yes: yes / 2, no: no / 2, silence: silence / 2 };
}

/** A new time to a yes moves the average by so much. */
const acceptAfterMoves = 1 / 50;
/** Nobody reads an invitation and answers in less: a shorter time is a clock's step. Milliseconds. */
const soonestYesMs = 1_000;

/** The average time to a yes, once another took `tookMs`. Milliseconds. */
export function withAcceptAfter(average: number, tookMs: number): number {
  return average + (Math.max(soonestYesMs, tookMs) - average) * acceptAfterMoves;
}

/** The share that is accepted, from a rule's own outcomes and, where these are few, its site's. */
export function acceptanceOf(rule: Outcomes, site: Outcomes): number {
  return yesShareOf(rule, yesShareOf(site, usualAcceptance));
}

function yesShareOf({ yes, no, silence }: Outcomes, prior: number): number {
  return shareOf(yes, yes + no + silence, prior);
}

/** Of the invitations that are not accepted, the share to which somebody says no. */
export function saidNoOf({ no, silence }: Outcomes): number {
  return shareOf(no, no + silence, usualSaidNo);
}

function shareOf(part: number, all: number, prior: number): number {
  return (part + prior * priorWeight) / (all + priorWeight);
}

/** How a site's visitors answer invitations. */
export interface Habits {
  /** How long a yes takes, on average; a no takes about as long. Milliseconds. */
  readonly acceptAfterMs: number;
  /** Of those who do not accept, the share who say so: an invitation that is still open is none of theirs. */
  readonly saidNo: number;
}

/**
 * How likely an invitation that nobody has answered for `ageMs` is accepted within the next `withinMs`. A yes comes soon or not at all, so that an
 * older invitation counts less, but a no that is said comes as soon: by Bayes, with times of answers that are exponential.
 *
 * @param share of such invitations that are accepted, 0 to 1
 */
export function acceptsWithin(share: number, ageMs: number, withinMs: number, habits: Habits): number {
  const { acceptAfterMs, saidNo } = habits;
  const notYet = Math.exp(-Math.max(0, ageMs) / acceptAfterMs);
  const later = 1 - Math.exp(-Math.max(0, withinMs) / acceptAfterMs);
  const isOpen = share * notYet + (1 - share) * (1 - saidNo + saidNo * notYet);
  return isOpen === 0 ? 0 : (share * notYet * later) / isOpen;
}
