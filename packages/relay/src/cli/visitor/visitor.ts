import { conversationOf } from '../../core/ids.ts';
import { UsageError } from '../host.ts';
import type { CliHost } from '../host.ts';
import { writeOnce } from '../write-once.ts';
import { eraseVisitor } from './erase.ts';
import { gatherAll } from './gather-all.ts';
import { withHoldings } from './with-holdings.ts';

/** As the console shows it, or the conversation's. @throws UsageError */
function visitorNamed(given: string): string {
  const id = given.startsWith('cnv_') ? `vis_${given.slice('cnv_'.length)}` : given;
  if (!/^vis_[a-z0-9_-]{1,64}$/.test(id))
    throw new UsageError(`${given}: expected the id of a visitor (vis_…) or of a conversation (cnv_…).`);
  return id;
}

const unknown = (visitor: string) =>
  new UsageError(`Nothing is held of ${visitor} (${conversationOf(visitor)}). Check the id, DATA_DIR and REDIS_URL.`);

/** Prints everything that is held of a visitor as JSON, or writes it to a new file that only its owner reads. */
export async function visitorExport(host: CliHost, named: string, out: string | undefined): Promise<void> {
  const visitor = visitorNamed(named);
  const all = await withHoldings(host, (holdings) => gatherAll(holdings, visitor));
  if (all === undefined) throw unknown(visitor);
  const json = JSON.stringify(all, undefined, 2);
  if (out === undefined) return host.print(json);
  host.print(`Written to ${await writeOnce(out, `${json}\n`)}.`);
}

/** Erases everything that is held of a visitor. */
export async function visitorErase(host: CliHost, named: string): Promise<void> {
  const visitor = visitorNamed(named);
  const erased = await withHoldings(host, (holdings) => eraseVisitor(holdings, visitor, Date.now()));
  if (erased === undefined) throw unknown(visitor);
  const { entries, files, journalRows, orders } = erased;
  host.print(
    `Erased ${visitor}: ${entries} entries, ${files} files; ${journalRows} rows of the journal and ${orders} lines of the ledger name nobody any more. ` +
      'Backups and mail that was sent are not in reach of this.',
  );
}
