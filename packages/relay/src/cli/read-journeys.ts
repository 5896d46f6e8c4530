import { createReadStream } from 'node:fs';
import { JourneysError, readJourneys } from '@tillside/rules/journeys';
import type { Journey } from '@tillside/rules/journeys';
import { fileReason, UsageError } from './host.ts';

/** As many bytes at a time as parse well; less makes more pieces, more only needs more memory. */
const PIECE_BYTES = 256 * 1024;

/**
 * Reads the journeys file that a command names, line by line, while `use` works on it.
 *
 * @throws UsageError for a file that cannot be read, and for the first line that is wrong
 */
export async function withJourneys<T>(path: string, use: (journeys: AsyncIterable<Journey>) => Promise<T>): Promise<T> {
  try {
    return await use(readJourneys(createReadStream(path, { encoding: 'utf8', highWaterMark: PIECE_BYTES })));
  } catch (error) {
    if (error instanceof JourneysError) throw new UsageError(`${path}, ${error.message}.`, { cause: error });
    if (error instanceof Error && 'syscall' in error)
      throw new UsageError(`${path} cannot be read: ${fileReason(error)}.`, { cause: error });
    throw error;
  }
}
