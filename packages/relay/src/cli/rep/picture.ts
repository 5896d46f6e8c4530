import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { FileType } from '@tillside/protocol';
import type { Rep } from '../../ports/index.ts';
import { barePicture } from '../../transport/http/files/bare-picture.ts';
import { readArgument, UsageError } from '../host.ts';

interface PictureKind {
  readonly type: FileType | 'image/svg+xml';
  /** What the file's first bytes look like: a name alone says little, and browsers go by the bytes. */
  readonly begins: RegExp;
}

const jpeg: PictureKind = { type: 'image/jpeg', begins: /^\u00ff\u00d8\u00ff/ };
const kinds: Readonly<Record<string, PictureKind>> = {
  '.svg': { type: 'image/svg+xml', begins: /^(\u00ef\u00bb\u00bf)?\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i },
  '.png': { type: 'image/png', begins: /^\u0089PNG/ },
  '.jpg': jpeg,
  '.jpeg': jpeg,
  '.webp': { type: 'image/webp', begins: /^RIFF[^]{4}WEBP/ },
};

/** A picture is sent to every visitor who is invited: small, or it would weigh on the shop. */
const maximumBytes = 65_536;

/** @throws UsageError that says what to do when the file is no small picture. */
export async function pictureOf(path: string): Promise<NonNullable<Rep['picture']>> {
  const kind = kinds[extname(path).toLowerCase()];
  if (kind === undefined) throw new UsageError(`${path}: a picture is an .svg, .png, .jpg or .webp file.`);
  const bytes = await readArgument(path);
  if (bytes.length > maximumBytes)
    throw new UsageError(`${path} has ${bytes.length} bytes; at most ${maximumBytes} (256 x 256 pixels is plenty).`);
  if (!kind.begins.test(bytes.toString('latin1', 0, 200)))
    throw new UsageError(
      `${path} is called ${extname(path)} but does not begin like one. Save it as what its name says.`,
    );
  const { type } = kind;
  const bare = type === 'image/svg+xml' ? bytes : Buffer.from(barePicture(type, new Uint8Array(bytes)) ?? bytes);
  return {
    type,
    base64: bare.toString('base64'),
    version: createHash('sha256').update(bare).digest('hex').slice(0, 12),
  };
}
