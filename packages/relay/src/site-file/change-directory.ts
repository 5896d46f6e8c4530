import { StoreUnavailableError } from '../ports/index.ts';
import type { DirectoryChange, DirectoryPort, DirectorySnapshot } from '../ports/index.ts';

/** The directory moved on between reading and writing this often in a row: something else writes all the time. */
const attempts = 8;

/**
 * Reads the directory, lets `change` decide from what stands there, and writes in one step; again if somebody else wrote meanwhile.
 * `undefined` from `change`: nothing to do.
 *
 * @throws StoreUnavailableError when others keep getting in between.
 */
export async function changeDirectory(
  directory: DirectoryPort,
  change: (snapshot: DirectorySnapshot) => DirectoryChange | undefined | Promise<DirectoryChange | undefined>,
): Promise<'applied' | 'unchanged'> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const snapshot = await directory.load();
    const wanted = await change(snapshot);
    if (wanted === undefined) return 'unchanged';
    const result = await directory.apply(wanted, snapshot.revision);
    if (result.kind === 'applied') return 'applied';
  }
  throw new StoreUnavailableError(
    'Somebody else keeps changing sites, teams or reps; nothing was written. Try again in a moment.',
  );
}
