import type { FileType } from '@tillside/protocol';

type Bytes = Uint8Array<ArrayBuffer>;
type Pieces = readonly Uint8Array[];

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Throws where a length leads out of the block. */
function readOrientation(exif: Uint8Array): number {
  const tiff = viewOf(exif.subarray(6));
  const isLittle = tiff.getUint16(0) === 0x49_49;
  const directory = tiff.getUint32(4, isLittle);
  const count = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const at = directory + 2 + 12 * index;
    if (tiff.getUint16(at, isLittle) === 0x01_12) return tiff.getUint16(at + 8, isLittle);
  }
  return 1;
}

/** How the camera was held, 1 to 8, as the first directory of an Exif block says it; 1 where it does not. */
function orientationOf(exif: Uint8Array): number {
  try {
    return readOrientation(exif);
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

/** An Exif block that says nothing but how the picture is to be turned. */
function turned(orientation: number): Uint8Array {
  const block = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  block.writeUInt16BE(orientation, 28);
  return block;
}

/** Segments up to the first scan; of those that an application wrote only what is needed to draw it: size, colours, how it is turned. */
function jpeg(bytes: Bytes): Pieces {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda) {
    const marker = view.getUint8(at + 1);
    const end = at + 2 + view.getUint16(at + 2);
    const isApplications = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (!isApplications || [0xe0, 0xe2, 0xee].includes(marker)) kept.push(bytes.subarray(at, end));
    else if (marker === 0xe1 && nameAt(bytes, at + 4) === 'Exif') {
      const orientation = orientationOf(bytes.subarray(at + 4, end));
      if (orientation > 1 && orientation <= 8) kept.push(turned(orientation));
    }
    at = end;
  }
  return [...kept, bytes.subarray(at)];
}

const toldByPng: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function png(bytes: Bytes): Pieces {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + viewOf(bytes).getUint32(at);
    if (!toldByPng.has(nameAt(bytes, at + 4))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return [...kept, bytes.subarray(at)];
}

function webp(bytes: Bytes): Pieces {
  const head = bytes.slice(0, 12);
  const kept: Uint8Array[] = [head];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = viewOf(bytes).getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    const name = nameAt(bytes, at);
    const chunk = bytes.slice(at, end);
    // Its flags say which of both there are.
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c;
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk);
    at = end;
  }
  const length = kept.reduce((sum, one) => sum + one.length, 0);
  viewOf(head).setUint32(4, length - 8, true);
  return kept;
}

const cleaners: Partial<Readonly<Record<FileType, (bytes: Bytes) => Pieces>>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/webp': webp,
};

/**
 * A picture without what camera and programs wrote into it besides: place, time, device, names, thumbnails. It looks the same.
 * `undefined`: nobody's picture is of that type.
 */
export function barePicture(type: FileType, bytes: Bytes): Bytes | undefined {
  const pieces = cleaners[type]?.(bytes);
  return pieces === undefined ? undefined : new Uint8Array(Buffer.concat(pieces));
}
