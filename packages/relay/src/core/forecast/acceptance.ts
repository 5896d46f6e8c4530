/** What became of the invitations of a site or a rule, as this node saw it. Old ones fade: halved together at `fadesAt`. */
export interface Outcomes {
  readonly accepted: number;
  readonly others: number;
}

export const noOutcomes: Outcomes = { accepted: 0, others: 0 };

/**
 * Before anything is known every fifth invitation is accepted: what shops that invite in the cart report. It is worth twenty outcomes of a site,
 * and what the site knows is worth twenty of a rule. Too high only means that fewer are invited for a while.
 */
export const usualAcceptance = 0.2;
const priorWeight = 20;
/** So many outcomes are a rule's memory; a season's habits are not the next one's. */
const fadesAt = 400;

/** How long a yes takes after the grant, on average, until enough were seen. Milliseconds. */
export const usualAcceptAfterMs = 10_000;

export function learn(before: Outcomes, wasAccepted: boolean): Outcomes {
  return together(before, wasAccepted ? { accepted: 1, others: 0 } : { accepted: 0, others: 1 });
}

/** What two have learned apart from each other. */
export function together(one: Outcomes, other: Outcomes): Outcomes {
  const [accepted, others] = [one.accepted + other.accepted, one.others + other.others];
  return accepted + others < fadesAt ? { accepted, others } : { accepted: accepted / 2, others: others / 2 };
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
  return shareOf(rule, shareOf(site, usualAcceptance));
}

function shareOf({ accepted, others }: Outcomes, prior: number): number {
  return (accepted + prior * priorWeight) / (accepted + others + priorWeight);
}

/**
 * How likely an invitation that nobody has answered for `ageMs` is accepted within the next `withinMs`. A yes comes soon or not at all, so that an
 * older invitation counts less: by Bayes, with times of acceptance that are exponential.
 */
export function acceptsWithin(share: number, ageMs: number, withinMs: number, acceptAfterMs: number): number {
  const notYet = Math.exp(-Math.max(0, ageMs) / acceptAfterMs);
  const later = 1 - Math.exp(-Math.max(0, withinMs) / acceptAfterMs);
  return (share * notYet * later) / (1 - share + share * notYet);
}
