import type { LedgerAnswer, LedgerLine } from '@tillside/protocol';
import type { Money } from '../format.ts';

export interface Ledger {
  readonly confirmed: readonly LedgerLine[];
  readonly unconfirmed: readonly LedgerLine[];
  readonly totals: LedgerAnswer['totals'];
}

/** Unconfirmed lines are kept apart, newest first in both. The totals are the relay's: this page never adds up money by itself. */
export function splitLedger(answer: LedgerAnswer): Ledger {
  const lines = answer.lines.toSorted((a, b) => b.at - a.at);
  return {
    confirmed: lines.filter((line) => line.status === 'confirmed'),
    unconfirmed: lines.filter((line) => line.status === 'unconfirmed'),
    totals: answer.totals,
  };
}

/** What the browser said, where the shop's server said something else: both are kept, the server's counts. */
export function otherAmount(line: LedgerLine): Money | undefined {
  const { reportedByBrowser: browser, reportedByServer: server } = line;
  if (!browser || !server) return undefined;
  return browser.value === server.value && browser.currency === server.currency ? undefined : browser;
}
