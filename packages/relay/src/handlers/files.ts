import type { SentFile } from '@tillside/protocol';
import type { StoredFile } from '../ports/index.ts';
import type { World } from './types.ts';

/** What the entry of a file says. */
export function sentFileOf({ id, name, type, bytes, width, height }: StoredFile): SentFile {
  return {
    file: id,
    name,
    type,
    bytes,
    ...(width === undefined || height === undefined ? {} : { width, height }),
  };
}

/** A file on its way into the log. */
export interface Taken {
  readonly sent: SentFile;
  /** The entry was refused: unless the file was sent before, it goes the way of all that nobody sends. */
  readonly giveBack: () => Promise<void>;
}

/**
 * The file that `by` uploaded for this conversation, kept from now on: what an entry names must never be swept away, so this comes before
 * the entry. `undefined`: there is none, or it is another's; which of the two nobody learns.
 */
export async function takeFile(
  id: string,
  owner: Pick<StoredFile, 'conversation' | 'by'>,
  world: World,
): Promise<Taken | undefined> {
  const { files } = world;
  const file = await files?.find(id);
  if (files === undefined || file?.conversation !== owner.conversation || file.by !== owner.by) return undefined;
  const wasKept = await files.keep(id);
  if (wasKept === undefined) return undefined;
  return {
    sent: sentFileOf(file),
    giveBack: async () => {
      if (!wasKept) await files.letGo(id);
    },
  };
}
