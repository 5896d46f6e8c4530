import type { FileType } from '@tillside/protocol';

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

type Read = (bytes: DataView) => Dimensions | undefined;

const png: Read = (bytes) => ({ width: bytes.getUint32(16), height: bytes.getUint32(20) });
const gif: Read = (bytes) => ({ width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) });

/** The frame's header, behind markers that each say how long they are. */
const jpeg: Read = (bytes) => {
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (bytes.getUint8(at) !== 0xff) return undefined;
    const marker = bytes.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + bytes.getUint16(at + 2);
  }
  return undefined;
};

const webp: Read = (bytes) => {
  const chunk = bytes.getUint32(12);
  switch (chunk) {
    // VP8X
    case 0x56_50_38_58:
      return {
        width: 1 + (bytes.getUint32(24, true) & 0xff_ff_ff),
        height: 1 + ((bytes.getUint32(26, true) >>> 8) & 0xff_ff_ff),
      };
    // VP8L
    case 0x56_50_38_4c: {
      const bits = bytes.getUint32(21, true);
      return { width: 1 + (bits & 0x3f_ff), height: 1 + ((bits >>> 14) & 0x3f_ff) };
    }
    // VP8
    case 0x56_50_38_20:
      return { width: bytes.getUint16(26, true) & 0x3f_ff, height: bytes.getUint16(28, true) & 0x3f_ff };
    default:
      return undefined;
  }
};

const readers: Partial<Readonly<Record<FileType, Read>>> = {
  'image/png': png,
  'image/gif': gif,
  'image/jpeg': jpeg,
  'image/webp': webp,
};

/** Nothing larger is a picture that a conversation needs; a header may say anything. */
const most = 50_000;

/** A picture's pixels, from the first bytes of the file; `undefined` where these do not tell. */
export function dimensionsOf(type: FileType, head: Uint8Array): Dimensions | undefined {
  let found: Dimensions | undefined;
  try {
    found = readers[type]?.(new DataView(head.buffer, head.byteOffset, head.byteLength));
  } catch (error) {
    // A picture that is cut off before its size.
    if (!(error instanceof RangeError)) throw error;
  }
  const fits = (length: number) => length >= 1 && length <= most;
  return found !== undefined && fits(found.width) && fits(found.height) ? found : undefined;
}
