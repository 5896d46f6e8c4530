import type { LedgerLine } from '@tillside/protocol';
import type { Tariff } from '../ports/index.ts';

/** The tariff's fee for a value: that of the highest tier that begins at or below it; nothing below the first. Minor units. */
export function tierBounty(tariff: Tariff, value: number): number {
  let best: { from: number; bounty: number } | undefined;
  for (const tier of tariff.tiers) {
    if (tier.from <= value && (best === undefined || tier.from >= best.from)) best = tier;
  }
  return best?.bounty ?? 0;
}

type Counted = Pick<LedgerLine, 'credit' | 'value' | 'currency' | 'status' | 'transactionId'>;

/**
 * The bounty of a line. Only saved carts earn one, and only in the tariff's own currency: a tier of dollars says nothing about yen.
 * Billed is what the shop's server confirmed under a transaction id.
 */
export function bountyOf(line: Counted, tariff: Tariff): Pick<LedgerLine, 'bounty' | 'bountyCurrency' | 'isBillable'> {
  const isEarned = line.credit === 'saved' && line.currency === tariff.currency;
  return {
    bounty: isEarned ? tierBounty(tariff, line.value) : 0,
    bountyCurrency: tariff.currency,
    isBillable: isEarned && line.status === 'confirmed' && line.transactionId !== undefined,
  };
}
