import { describeBells, describeBus } from './bus.contract.ts';
import { describeConversations } from './conversations.contract.ts';
import { describeDirectory } from './directory.contract.ts';
import { describeFloor } from './floor.contract.ts';
import { describeJournal } from './journal.contract.ts';
import { describeLedger } from './ledger.contract.ts';
import { describeLife } from './life.contract.ts';
import { describeMails } from './mails.contract.ts';
import type { Open } from './use-store.ts';
import { describeVisitors } from './visitors.contract.ts';

export { describeBus } from './bus.contract.ts';
export { describeCompacting } from './compacting.contract.ts';
export { describeConversations } from './conversations.contract.ts';
export { describeDirectory } from './directory.contract.ts';
export { describeFloor } from './floor.contract.ts';
export { describeJournal } from './journal.contract.ts';
export { describeKeeping } from './keeping.contract.ts';
export { describeLedger } from './ledger.contract.ts';
export { describeLife } from './life.contract.ts';
export { describeMails } from './mails.contract.ts';
export type { Open } from './use-store.ts';
export { describeVisitors } from './visitors.contract.ts';

/** Everything a store promises. `open` gives a fresh, empty store each time; what it opened is closed by the suites. */
export function describeStore(name: string, open: Open): void {
  describeConversations(name, open);
  describeVisitors(name, open);
  describeFloor(name, open);
  describeDirectory(name, open);
  describeJournal(name, open);
  describeLedger(name, open);
  describeMails(name, open);
  describeBus(name, open);
  describeBells(name, open);
  describeLife(name, open);
}
