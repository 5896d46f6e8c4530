import type { PlaybookFile } from '@tillside/rules/schema';
import type { Mistake } from './read.ts';

interface OffersOfSite {
  readonly id: string;
  readonly offers: readonly { readonly id: string; readonly enabled: boolean }[];
}

/** Offers that a playbook's rules put forward and the site cannot: another site's, none at all, or switched off. */
export function offersMissing({ rules }: Pick<PlaybookFile, 'rules'>, site: OffersOfSite): readonly Mistake[] {
  return rules.flatMap((rule, index) => {
    if (rule.enabled === false) return [];
    const wanted = rule.invite.offer;
    const offer = site.offers.find((one) => one.id === wanted);
    if (wanted === undefined || offer?.enabled === true) return [];
    const path = `rules[${index}].invite.offer`;
    if (offer !== undefined) return [{ path, message: `${wanted} is switched off in the file of ${site.id}` }];
    const known = site.offers.map((one) => one.id).join(', ') || 'none';
    return [{ path, message: `${site.id} has no offer ${wanted}; it has ${known}` }];
  });
}
