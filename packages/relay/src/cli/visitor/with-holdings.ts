import { openFilesDirectory } from '../../files/directory.ts';
import { withStore } from '../host.ts';
import type { CliHost } from '../host.ts';
import type { Holdings } from './gather.ts';

/** Opens the store, and the folder of files where this relay takes any. */
export function withHoldings<T>(host: CliHost, run: (holdings: Holdings) => Promise<T>): Promise<T> {
  const { filesDir } = host.config();
  const files = filesDir === undefined ? undefined : openFilesDirectory(filesDir);
  return withStore(host, (store) => run({ store, files }));
}
