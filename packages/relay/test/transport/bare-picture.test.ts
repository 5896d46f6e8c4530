import { assert, describe, expect, it } from 'vitest';
import { barePicture } from '../../src/transport/http/files/bare-picture.ts';
import { dimensionsOf } from '../../src/transport/http/files/dimensions.ts';

const bytes = (...parts: readonly (string | Buffer)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part))));
const text = (said: string) => Buffer.from(said, 'latin1');

/** A segment of a JPEG: marker, length, content. */
const segment = (marker: string, content: Buffer) => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  return Buffer.concat([Buffer.from(`ff${marker}`, 'hex'), length, content]);
};
const frame = segment('c0', Buffer.from('08000200030301220002110103110 1'.replace(' ', ''), 'hex'));
const scan = Buffer.concat([segment('da', Buffer.from('0301', 'hex')), text('pixels'), Buffer.from('ffd9', 'hex')]);
/** Little endian: orientation 6, and a directory of places behind it. */
const exif = Buffer.concat([
  text('Exif\0\0'),
  Buffer.from('49492a00080000000200120103000100000006000000258804000100000026000000 00000000'.replace(' ', ''), 'hex'),
  text('GPS 54.3233N 10.1228E'),
]);

/** A chunk of a PNG; nobody here looks at its check sum. */
const chunk = (name: string, content: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, text(name), content, Buffer.alloc(4)]);
};
/** A chunk of a WebP, with the byte that makes it even. */
const riff = (name: string, content: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([text(name), length, content, Buffer.alloc(content.length % 2)]);
};

describe('[TR63] a picture for everybody', () => {
  it('is a JPEG without where it was taken, turned as it was', () => {
    const jfif = segment('e0', text('JFIF\0'));
    const given = bytes(
      'ffd8',
      jfif,
      segment('e1', exif),
      segment('e1', text('http://ns.adobe.com/xap/1.0/ by Mara')),
      segment('ed', text('Photoshop')),
      segment('fe', text('a remark')),
      frame,
      scan,
    );
    const bare = barePicture('image/jpeg', given);
    assert(bare);
    expect(Buffer.from(bare).toString('latin1')).not.toMatch(/GPS|Mara|Photoshop|remark/);
    const turned = 'ffe100224578696600004d4d002a00000008000101120003000000010006000000000000';
    expect(bare).toEqual(bytes('ffd8', jfif, turned, frame, scan));
    expect(dimensionsOf('image/jpeg', bare)).toEqual({ width: 3, height: 2 });
  });

  it('is a PNG or a WebP without what was written into it', () => {
    const head = chunk('IHDR', Buffer.from('00000003000000020806000000', 'hex'));
    const [body, end] = [chunk('IDAT', text('pixels')), chunk('IEND', Buffer.alloc(0))];
    const signature = '89504e470d0a1a0a';
    const told = [chunk('eXIf', exif), chunk('tEXt', text('Author\0Mara')), chunk('tIME', Buffer.alloc(7))];
    const png = barePicture('image/png', bytes(signature, head, ...told, body, end));
    expect(png).toEqual(bytes(signature, head, body, end));

    const webp = (flags: string, ...chunks: readonly Buffer[]) => {
      const all = Buffer.concat([riff('VP8X', Buffer.from(`${flags}000000020000010000`, 'hex')), ...chunks]);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(all.length + 4);
      return bytes(text('RIFF'), length, text('WEBP'), all);
    };
    const pixels = riff('VP8 ', text('pixel'));
    const given = webp('1c', pixels, riff('EXIF', exif), riff('XMP ', text('Mara')));
    expect(barePicture('image/webp', given)).toEqual(webp('10', pixels));
  });

  it('is taken though what was written into it is cut off; nothing else is a picture', () => {
    const cut = bytes('ffd8', segment('e1', text('Exif\0\0MM')), frame, scan);
    expect(barePicture('image/jpeg', cut)).toEqual(bytes('ffd8', frame, scan));
    expect(barePicture('text/plain', bytes(text('a')))).toBeUndefined();
  });
});
