import { describeAppend } from './append.contract.ts';
import { describeCommit } from './commit.contract.ts';
import { describeReading } from './reading.contract.ts';
import type { Open } from './use-store.ts';

/** What the conversations port promises. `open` gives a fresh, empty store. */
export function describeConversations(name: string, open: Open): void {
  describeAppend(name, open);
  describeCommit(name, open);
  describeReading(name, open);
}
