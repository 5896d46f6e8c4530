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

export function learn({ accepted, others }: Outcomes, wasAccepted: boolean): Outcomes {
  const next = { accepted: accepted + (wasAccepted ? 1 : 0), others: others + (wasAccepted ? 0 : 1) };
  return next.accepted + next.others < fadesAt ? next : { accepted: next.accepted / 2, others: next.others / 2 };
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
