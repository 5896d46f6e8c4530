/** A site of a shared team that wants its reps now. */
export interface Asking {
  readonly site: string;
  /** By its contract, beside the others' (RouteStep.share). */
  readonly share: number;
  /** Slots of the team that it has, promised ones as likely as they are taken up. */
  readonly taken: number;
}

/**
 * Slots that an invitation of `site` leaves free for the others of a shared team: one for each that asks as well and has less than its share of the
 * slots, where the site itself has its share or more. So whoever is below the share finds the next slot, and a site that nobody asks beside may
 * have them all: a slot is kept for who asks, not for who might.
 *
 * @param asking the sites that ask now; `site` counts as one of them
 * @param slots of all reps of the team who are there
 */
export function keptForOthers(site: string, asking: readonly Asking[], slots: number): number {
  const all = asking.reduce((sum, { share }) => sum + share, 0);
  const isBelow = ({ share, taken }: Asking) => taken < (slots * share) / all;
  const own = asking.find((one) => one.site === site);
  if (own === undefined || isBelow(own)) return 0;
  return asking.filter((one) => one !== own && isBelow(one)).length;
}
