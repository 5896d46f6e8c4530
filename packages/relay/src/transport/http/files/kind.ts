import { fileTypeFromBuffer } from 'file-type';
import { fileTypes } from '@tillside/protocol';
import type { FileType } from '@tillside/protocol';

const isFileType = (mime: string): mime is FileType => (fileTypes as readonly string[]).includes(mime);

/**
 * What the bytes are, whatever the sender calls them; `undefined`: nothing that may be sent. Text has no mark of its own: it is what is
 * called text and is nothing else, in UTF-8 from beginning to end.
 *
 * @param head the first bytes of the file
 * @param said the content type the sender gave
 */
export async function kindOf(
  head: Uint8Array,
  said: string | undefined,
  isText: boolean,
): Promise<FileType | undefined> {
  const found = await fileTypeFromBuffer(head);
  if (found !== undefined) return isFileType(found.mime) && found.mime !== 'text/plain' ? found.mime : undefined;
  const isCalledText = said?.split(';', 1)[0]?.trim().toLowerCase() === 'text/plain';
  return isText && isCalledText ? 'text/plain' : undefined;
}

/** Looks at a text as it comes: valid UTF-8 without the character that no text has. */
export function createTextCheck(): { take(chunk: Uint8Array): void; isText(): boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;
  const check = (work: () => string) => {
    if (!isText) return;
    try {
      if (work().includes('\0')) isText = false;
    } catch {
      isText = false;
    }
  };
  return {
    take: (chunk) => check(() => decoder.decode(chunk, { stream: true })),
    isText() {
      check(() => decoder.decode());
      return isText;
    },
  };
}
