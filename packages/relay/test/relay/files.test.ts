import { randomBytes } from 'node:crypto';
import type { SentFile } from '@tillside/protocol';
import { afterAll, assert, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SiteFiles } from '../../src/ports/index.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { createCredentials } from '../../src/transport/credentials.ts';
import { safeName } from '../../src/transport/http/files/receive.ts';

let relay: TestRelay;
beforeAll(async () => {
  relay = await startTestRelay();
});
afterAll(() => relay.close());

const SITE = 'site_halden';
let visitors = 0;

async function credential(visitor = `vis_files${(visitors += 1)}`): Promise<string> {
  const secret = await relay.store.directory.secret();
  return createCredentials(secret).issue({ site: SITE, visitor, generation: 0, issuedAt: Date.now() });
}

async function upload(
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
  as?: string,
): Promise<Response> {
  return fetch(`${relay.url}/v1/files?site=${SITE}`, {
    method: 'POST',
    headers: { origin: relay.origin, authorization: `Visitor ${as ?? (await credential())}`, ...headers },
    body,
  });
}

async function allow(files: SiteFiles | false | undefined): Promise<void> {
  const { sites } = await relay.store.directory.load();
  const { files: _before, ...site } = sites.find(({ id }) => id === SITE)!;
  const change = { sites: [{ ...site, ...(files === undefined ? {} : { files }) }] };
  await relay.store.directory.apply(change, await relay.store.directory.revision());
  await relay.relay.refresh();
}

/** Pictures of 3 x 2 pixels: their headers, which is all that is looked at. */
const png = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d494844520000000300000002080600000000000000', 'hex'));
const gif = new Uint8Array(Buffer.from('47494638396103000200800000ffffff0000002c0000000003000200000203', 'hex'));
const jpeg = new Uint8Array(
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011080002000303012200021101031101', 'hex'),
);
const webp = new Uint8Array(Buffer.from('524946461a000000574542505650384c0d0000002f024000000000000000', 'hex'));
const pdf = new Uint8Array(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'));

describe('an upload', () => {
  it.each([
    ['image/png', png, { width: 3, height: 2 }],
    ['image/gif', gif, { width: 3, height: 2 }],
    ['image/jpeg', jpeg, { width: 3, height: 2 }],
    ['image/webp', webp, { width: 3, height: 2 }],
    ['application/pdf', pdf, {}],
  ])('[TR60] is %s by its bytes, whatever it is called, and can be fetched by its id', async (type, bytes, size) => {
    const answer = await upload(bytes, {
      'content-type': 'text/html',
      'x-file-name': encodeURIComponent('a/b é.html'),
    });
    expect(answer.status).toBe(201);
    const sent = (await answer.json()) as SentFile;
    expect(sent).toEqual({ file: sent.file, name: 'b é.html', type, bytes: bytes.length, ...size });
    const got = await fetch(`${relay.url}/v1/files/${sent.file}`);
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(type.startsWith('image/') ? /^inline; / : /^attachment; /),
      'cache-control': expect.stringMatching(/^private, /),
    });
  });

  it('[TR60] that a browser might run, or that is not what it is called, is refused', async () => {
    await allow({ types: ['image/png', 'text/plain'], bytes: 1_000_000 });
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const [type, body] of [
      ['image/svg+xml', svg],
      ['text/html', '<script>alert(1)</script>'],
      ['application/zip', new Uint8Array(Buffer.from('504b0304140000000000', 'hex'))],
      ['image/gif', gif],
      ['text/plain', new Uint8Array(Buffer.from('a\0b'))],
      ['text/plain', new Uint8Array([0x61, 0xff, 0xfe, 0x62])],
      ['text/plain', new Uint8Array([0x61, 0xc3])],
    ] as const)
      expect((await upload(body, { 'content-type': type })).status, type).toBe(415);
    const text = await upload('Grüße', { 'content-type': 'text/plain; charset=utf-8', 'x-file-name': 'a.txt' });
    expect(await text.json()).toMatchObject({ type: 'text/plain', bytes: 7, name: 'a.txt' });
    expect((await upload('')).status).toBe(422);
    await allow(undefined);
  });

  it('[TR61] is stopped where it grows too large, though it did not say so', async () => {
    await allow({ types: ['text/plain'], bytes: 100_000 });
    const said = await upload(new Uint8Array(100_001), { 'content-type': 'text/plain' });
    expect(said.status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 2_000) controller.close();
        else controller.enqueue(Buffer.alloc(50_000, 'a'));
      },
    });
    const request: RequestInit & { readonly duplex: 'half' } = {
      method: 'POST',
      headers: { origin: relay.origin, authorization: `Visitor ${await credential()}`, 'content-type': 'text/plain' },
      body: endless,
      duplex: 'half',
    };
    const answer = await fetch(`${relay.url}/v1/files?site=${SITE}`, request).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(answer);
    expect(sent).toBeLessThan(1_000);
    await allow(undefined);
  });

  it('[TR62] is a visitor’s of that site, from one of its pages, twenty an hour', async () => {
    expect((await upload(png, { authorization: '' })).status).toBe(401);
    expect((await upload(png, { authorization: 'Visitor k1.forged.sign' })).status).toBe(401);
    const foreign = await upload(png, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const other = await fetch(`${relay.url}/v1/files?site=site_fernway`, {
      method: 'POST',
      headers: { origin: relay.origin, authorization: `Visitor ${await credential()}` },
      body: png,
    });
    expect(other.status).toBe(401);
    const one = await credential();
    const answers: number[] = [];
    for (let count = 0; count < 21; count += 1) answers.push((await upload(png, {}, one)).status);
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 201), 429]);
  });

  it('[TR62] is not taken without end from one address, however many visitors it brings', async () => {
    const own = await startTestRelay();
    const secret = await own.store.directory.secret();
    const send = async (visitor: string) => {
      const token = createCredentials(secret).issue({ site: SITE, visitor, generation: 0, issuedAt: Date.now() });
      const { status, headers } = await fetch(`${own.url}/v1/files?site=${SITE}`, {
        method: 'POST',
        headers: { origin: own.origin, authorization: `Visitor ${token}` },
        body: png,
      });
      return { status, wait: headers.get('retry-after') };
    };
    for (let visitor = 0; visitor < 6; visitor += 1)
      for (let count = 0; count < 20; count += 1) expect((await send(`vis_v${visitor}`)).status).toBe(201);
    expect(await send('vis_another')).toEqual({ status: 429, wait: expect.stringMatching(/^\d+$/) });
    await own.close();
  });

  it('[TR60] is not opened for who asks for its head alone', async () => {
    const { file } = (await (await upload(png)).json()) as SentFile;
    const { files } = relay.relay.world;
    assert(files);
    const read = vi.spyOn(files, 'read');
    const head = await fetch(`${relay.url}/v1/files/${file}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(png.length)]);
    const none = await fetch(`${relay.url}/v1/files/fil_${'0'.repeat(40)}`, { method: 'HEAD' });
    expect(none.status).toBe(404);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  it('[TR62] by a rep is for a conversation of a site the team serves', async () => {
    const signIn = await fetch(`${relay.url}/v1/console/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tillside': '1' },
      body: JSON.stringify(relay.reps.mara),
    });
    const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const conversation = `cnv_rep${randomBytes(4).toString('hex')}`;
    await relay.store.conversations.commit(
      { conversation, site: SITE, visitor: `vis_${conversation.slice(4)}`, revision: 0, epoch: 0 },
      0,
      [],
    );
    const send = (to: string, more: Record<string, string> = { 'x-tillside': '1' }) =>
      fetch(`${relay.url}/v1/console/files?conversation=${to}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'image/png', ...more },
        body: png,
      });
    expect((await send(conversation)).status).toBe(201);
    expect((await send('cnv_nobody')).status).toBe(404);
    expect((await send('../x')).status).toBe(404);
    expect((await send(conversation, {})).status).toBe(403);
  });

  it('[TR62] is told by boot where it is possible, and refused where it is not', async () => {
    const boot = async () =>
      (await (await fetch(`${relay.url}/v1/sites/${SITE}/boot`)).json()) as { files?: SiteFiles; mail?: boolean };
    expect((await boot()).files).toEqual({
      types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'],
      bytes: 10_485_760,
    });
    expect((await boot()).mail).toBe(true);
    await allow(false);
    expect((await boot()).files).toBeUndefined();
    expect((await upload(png)).status).toBe(403);
    await allow(undefined);
    const bare = await startTestRelay({ files: 'none', mail: 'none' });
    const without = (await (await fetch(`${bare.url}/v1/sites/${SITE}/boot`)).json()) as object;
    expect(without).not.toHaveProperty('files');
    expect(without).not.toHaveProperty('mail');
    await bare.close();
  });
});

describe('a file’s name', () => {
  it.each([
    ['%2e%2e%2fetc%2fpasswd', 'passwd'],
    ['C%3A%5Cdocs%5Ca.pdf', 'a.pdf'],
    ['a%0d%0aset-cookie.txt', 'aset-cookie.txt'],
    ['photo%E2%80%AEgnp.exe', 'photognp.exe'],
    ['a%22%3Cb%3E.png', 'a__b_.png'],
    ['..', 'file'],
    ['%', 'file'],
    ['', 'file'],
  ])('[TR60] %s is shown as %s', (given, shown) => {
    expect(safeName(given)).toBe(shown);
  });
});
