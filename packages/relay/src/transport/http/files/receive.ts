import { randomBytes } from 'node:crypto';
import { maskCards } from '@tillside/rules/privacy';
import type { FilesPort, SiteFiles, StoredFile } from '../../../ports/index.ts';
import { dimensionsOf } from './dimensions.ts';
import { createTextCheck, kindOf } from './kind.ts';

/** Why a body is no file that may be sent. */
export class UnsuitableFileError extends Error {
  override readonly name = 'UnsuitableFileError';
  readonly status: 413 | 415 | 422;
  constructor(status: 413 | 415 | 422, message: string) {
    super(message);
    this.status = status;
  }
}

/** Enough for every header of a picture but a few with a whole colour profile in front. */
const headBytes = 262_144;

/** A name as it may be shown and saved: no folders, nothing that turns the writing around, no control characters, at most 120 characters. */
export function safeName(given: string | undefined): string {
  let name = given ?? '';
  try {
    name = decodeURIComponent(name);
  } catch {
    name = '';
  }
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .trim()
    .slice(0, 120)
    .replace(/[\uD800-\uDBFF]$/, '');
  return /^\.*$/.test(clean) ? 'file' : clean;
}

/**
 * Takes a body into the files, a piece at a time: whoever sends more than the site allows is stopped there, and what the bytes are not is
 * never kept.
 *
 * @throws UnsuitableFileError
 */
export async function receive(
  files: FilesPort,
  allowed: SiteFiles,
  body: AsyncIterable<Uint8Array>,
  said: { readonly type: string | undefined; readonly name: string | undefined },
  owner: Pick<StoredFile, 'site' | 'conversation' | 'by'>,
): Promise<StoredFile> {
  const head = Buffer.alloc(headBytes);
  const text = createTextCheck();
  let bytes = 0;

  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const chunk of body) {
      if (bytes < headBytes) head.set(chunk.subarray(0, headBytes - bytes), bytes);
      bytes += chunk.byteLength;
      if (bytes > allowed.bytes) throw new UnsuitableFileError(413, `A file has at most ${allowed.bytes} bytes here.`);
      text.take(chunk);
      yield chunk;
    }
  }

  const id = `fil_${randomBytes(20).toString('hex')}`;
  return files.put(id, counted(), async () => {
    if (bytes === 0) throw new UnsuitableFileError(422, 'The file is empty.');
    const begin = head.subarray(0, Math.min(bytes, headBytes));
    const type = await kindOf(begin, said.type, text.isText());
    if (type === undefined || !allowed.types.includes(type)) {
      throw new UnsuitableFileError(
        415,
        `What may be sent here: ${allowed.types.join(', ')}; by its bytes, whatever its name.`,
      );
    }
    const size = dimensionsOf(type, begin);
    return { id, ...owner, name: maskCards(safeName(said.name)).text, type, bytes, ...size };
  });
}
