import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFilesDirectory } from '../../src/files/directory.ts';
import type { FilesPort, StoredFile } from '../../src/ports/index.ts';

const dayMs = 86_400_000;
let root: string;
let files: FilesPort;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillside-files-test-'));
  files = openFilesDirectory(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const idOf = (digit: string) => `fil_${digit.repeat(40)}`;
const described = (id: string): StoredFile => ({
  id,
  site: 'site_1',
  conversation: 'cnv_1',
  by: 'vis_1',
  name: 'a.txt',
  type: 'text/plain',
  bytes: 6,
});

async function* pieces(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const put = (id: string) => files.put(id, pieces('abc', 'def'), () => described(id));

async function textOf(id: string): Promise<string | undefined> {
  const chunks = await files.read(id);
  if (chunks === undefined) return undefined;
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

const everything = async () =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name);

/** As if it lay there for so long. */
async function age(ms: number): Promise<void> {
  const at = new Date(Date.now() - ms);
  for (const one of await readdir(root, { recursive: true, withFileTypes: true }))
    if (one.isFile()) await utimes(join(one.parentPath, one.name), at, at);
}

describe('files in a folder', () => {
  it('[ST73] are found and read as they came, by every node on the folder', async () => {
    expect(await put(idOf('a'))).toEqual(described(idOf('a')));
    expect(await openFilesDirectory(root).find(idOf('a'))).toEqual(described(idOf('a')));
    expect(await textOf(idOf('a'))).toBe('abcdef');
    expect(await files.find(idOf('b'))).toBeUndefined();
    expect(await files.read(idOf('b'))).toBeUndefined();
  });

  it('[ST73] are opened by the first piece that is read, so that nobody leaves one open who never read', async () => {
    await put(idOf('a'));
    const chunks = await files.read(idOf('a'));
    await rm(join(root, 'aa', idOf('a')));
    const pieces = chunks?.[Symbol.asyncIterator]();
    await expect(pieces?.next()).rejects.toThrow('ENOENT');
  });

  it('[ST73] leave nothing behind when the body breaks off or is not wanted', async () => {
    const broken = async function* (): AsyncIterable<Uint8Array> {
      yield Buffer.from('abc');
      throw new Error('cut');
    };
    await expect(files.put(idOf('a'), broken(), () => described(idOf('a')))).rejects.toThrow('cut');
    const unwanted = () => {
      throw new Error('not wanted');
    };
    await expect(files.put(idOf('a'), pieces('x'), unwanted)).rejects.toThrow('not wanted');
    expect(await everything()).toEqual([]);
  });

  it('[ST74] go after a time unless they were sent; what was not sent after all, too', async () => {
    for (const digit of ['a', 'b', 'c']) await put(idOf(digit));
    expect(await files.keep(idOf('a'))).toBe(false);
    expect(await files.keep(idOf('a'))).toBe(true);
    expect(await files.keep(idOf('b'))).toBe(false);
    await files.letGo(idOf('b'));
    expect(await files.sweep(dayMs)).toBe(0);
    await age(dayMs + 1_000);
    expect(await files.sweep(dayMs)).toBe(2);
    expect(await textOf(idOf('a'))).toBe('abcdef');
    expect(await files.find(idOf('b'))).toBeUndefined();
    expect(await files.keep(idOf('c'))).toBeUndefined();
    expect((await everything()).toSorted()).toEqual([idOf('a'), `${idOf('a')}.json`]);
  });

  it('[ST74] sweeps what a node that died had under way', async () => {
    await put(idOf('a'));
    await writeFile(join(root, 'aa', `${idOf('d')}.part`), 'half');
    // Bytes that nothing was said of yet, and such as were going.
    await writeFile(join(root, 'aa', idOf('a').replace('aaaa', 'aabb')), 'whole');
    await writeFile(join(root, 'aa', `${idOf('a')}.fresh.gone`), '{}');
    await files.sweep(dayMs);
    expect(await everything()).toHaveLength(5);
    await age(dayMs + 1_000);
    await files.sweep(dayMs);
    expect(await everything()).toEqual([]);
  });

  it('[ST75] have no names but ids', async () => {
    for (const id of ['../../etc/passwd', 'fil_', `${idOf('a')}/../x`, idOf('A'), '']) {
      expect(await files.find(id), id).toBeUndefined();
      expect(await files.read(id), id).toBeUndefined();
      expect(await files.keep(id), id).toBeUndefined();
      await expect(files.put(id, pieces('x'), () => described(id))).rejects.toThrow(TypeError);
    }
  });
});
