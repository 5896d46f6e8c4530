import { budgetOf, isOpenTo, offerNamed } from '../../core/offers.ts';
import { isPreview } from '../../core/preview.ts';
import type { Offer, VisitorRecord } from '../../ports/index.ts';
import type { VisitorParty, World } from '../types.ts';
import type { Asked } from './decision.ts';

/**
 * The offer that a rule's words promise, if it can be given to this visitor now; `undefined` where the rule promises none. What is left of
 * the day's budget is looked at here, so that nobody is held in vain, and decided when the grant is written.
 */
export async function openOffer(
  { site, rule }: Asked,
  who: Pick<VisitorParty, 'visitor'>,
  visitor: VisitorRecord | undefined,
  world: World,
): Promise<Offer | 'unavailable' | undefined> {
  const named = rule.invite.offer;
  if (named === undefined) return undefined;
  const offer = offerNamed(site, named);
  if (offer === undefined || !isOpenTo(visitor, offer)) return 'unavailable';
  const budget = budgetOf(offer);
  if (budget === undefined || isPreview(who.visitor)) return offer;
  const counted = await world.store.journal.counted(site.id, budget.name);
  return counted < budget.most ? offer : 'unavailable';
}
