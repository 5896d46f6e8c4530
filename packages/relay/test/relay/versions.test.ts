import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionRoutes } from '../../src/transport/http/versions.ts';
import type { HttpWorld } from '../../src/transport/http/env.ts';

let folder: string;
let ask: (path: string, headers?: Record<string, string>) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillside-versions-'));
  for (const version of ['1.2.3', '1.2.4']) {
    await mkdir(join(folder, version, 'assets'), { recursive: true });
    await writeFile(join(folder, version, 'loader.js'), `'${version}'`);
    await writeFile(join(folder, version, 'integrity.json'), JSON.stringify({ version, files: {} }));
    await writeFile(join(folder, version, 'assets/link-0123456789.js'), `export const version = '${version}';`);
  }
  await writeFile(join(folder, 'secret.js'), 'no');
  // Of its world the routes look at the folder alone.
  const app = versionRoutes({ widgetDir: folder } satisfies Pick<HttpWorld, 'widgetDir'> as HttpWorld);
  ask = async (path, headers = {}) => app.request(path, { headers });
});
afterAll(() => rm(folder, { recursive: true }));

describe('the address of a version', () => {
  it.each([
    ['/1.2.3/loader.js', "'1.2.3'"],
    ['/1.2.4/loader.js', "'1.2.4'"],
    ['/1.2.3/integrity.json', '{"version":"1.2.3","files":{}}'],
    ['/1.2.3/assets/link-0123456789.js', "export const version = '1.2.3';"],
  ])('%s says the same for good, to every origin, also to pages that isolate themselves', async (path, text) => {
    const answer = await ask(path, { origin: 'https://shop.example' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(text);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is served compressed with the same hash: browsers check what they unpacked', async () => {
    const answer = await ask('/1.2.3/loader.js', { 'accept-encoding': 'br, gzip' });
    expect(answer.headers.get('content-encoding')).toBe('br');
    const { brotliDecompressSync } = await import('node:zlib');
    const plain = brotliDecompressSync(Buffer.from(await answer.arrayBuffer()));
    const hash = (bytes: Uint8Array | string) => createHash('sha384').update(bytes).digest('base64');
    expect(hash(plain)).toBe(hash("'1.2.3'"));
  });

  it.each([
    ['of a version that is not here', '/1.2.5/loader.js', 'version 1.2.5'],
    ['of a file that it has not', '/1.2.3/assets/link-9876543210.js', 'link-9876543210.js'],
    ['outside its folder', '/1.2.3/assets/..%2F..%2Fsecret.js', 'secret.js'],
    ['that is none of its parts', '/1.2.3/assets/..%2Floader.js', 'loader.js'],
  ])('%s is said to be none, and is not kept for good', async (_, path, named) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(named);
    expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable');
  });

  it('is three numbers', async () => {
    expect((await ask('/1.2/loader.js')).status).toBe(404);
    expect((await ask('/v1/loader.js')).status).toBe(404);
    expect((await ask('/1.2.3-rc/loader.js')).status).toBe(404);
  });
});
