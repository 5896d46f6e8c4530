import type { Boot, Me } from '@tillside/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDirectory } from '../../src/site-file/index.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';

let relay: TestRelay;
let cookie = '';
beforeAll(async () => {
  relay = await startTestRelay();
  const signIn = await fetch(`${relay.url}/v1/console/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tillside': '1' },
    body: JSON.stringify(relay.reps.mara),
  });
  cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => relay.close());

const png = (width: number, more = 0) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from(`89504e470d0a1a0a0000000d49484452${width.toString(16).padStart(8, '0')}000000200806000000`, 'hex'),
      Buffer.alloc(16 + more),
    ]),
  );
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

async function ask(method: string, path: string, body?: BodyInit, headers: object = { 'x-tillside': '1' }) {
  const answer = await fetch(`${relay.url}/v1/console${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  await relay.relay.refresh();
  return answer.status;
}

const me = async () => ((await (await fetch(`${relay.url}/v1/console/me`, { headers: { cookie } })).json()) as Me).rep;
const shown = async () => {
  const boot = (await (await fetch(`${relay.url}/v1/sites/site_halden/boot`)).json()) as Boot;
  const { id } = await me();
  return boot.team.reps.find((rep) => rep.id === id);
};

describe('a rep’s own name and picture', () => {
  it('[TR63] are the rep’s to set: a small PNG, JPEG or WebP by its bytes', async () => {
    expect(await ask('PUT', '/me/picture', png(64))).toBe(204);
    const picture = (await shown())?.picture ?? '';
    const got = await fetch(relay.url + picture);
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(png(64));
    expect(await ask('PUT', '/me/picture', svg)).toBe(415);
    expect(await ask('PUT', '/me/picture', png(2_000))).toBe(422);
    expect(await ask('PUT', '/me/picture', png(64, 70_000))).toBe(413);
    expect(await ask('PUT', '/me/picture', png(64), {})).toBe(403);
    expect(await ask('PUT', '/me/picture', png(64), { 'x-tillside': '1', cookie: '' })).toBe(401);
    expect((await shown())?.picture).toBe(picture);
    expect(await ask('PUT', '/me', JSON.stringify({ name: 'Mia Berg' }))).toBe(204);
    expect(await shown()).toMatchObject({ name: 'Mia' });
    expect(await ask('PUT', '/me', JSON.stringify({ name: 'Two\nlines' }))).toBe(422);
    expect(await ask('PUT', '/me', JSON.stringify({ role: 'admin' }))).toBe(422);
  });

  it('[TR63] are shown to nobody once the rep switches the picture off, and go when it is removed', async () => {
    await ask('PUT', '/me/picture', png(64));
    const picture = (await shown())?.picture ?? '';
    expect(await ask('PUT', '/me', JSON.stringify({ showsPicture: false }))).toBe(204);
    expect(await shown()).not.toHaveProperty('picture');
    expect((await fetch(`${relay.url}${picture.split('?')[0]}`)).status).toBe(404);
    expect(await me()).toMatchObject({ showsPicture: false, picture: expect.any(String) });
    await ask('PUT', '/me', JSON.stringify({ showsPicture: true }));
    expect(await shown()).toMatchObject({ picture });
    expect(await ask('DELETE', '/me/picture')).toBe(204);
    expect(await me()).not.toHaveProperty('picture');
    expect((await fetch(relay.url + picture)).status).toBe(404);
  });
});

it('[TR74] a shop that only gives conversations to the team shows its offers, and not their codes', async () => {
  const offer = { id: 'off_ten', title: 'Ten off', text: 'Today', code: 'TEN10', isEnabled: true };
  await changeDirectory(relay.store.directory, ({ sites }) => ({
    sites: sites.flatMap((site) =>
      site.id === 'site_halden'
        ? [
            { ...site, offers: [offer] },
            { ...site, id: 'site_giver', offers: [offer], route: [], transferTo: site.route.map(({ team }) => team) },
          ]
        : [],
    ),
  }));
  await relay.relay.refresh();
  const { sites } = (await (await fetch(`${relay.url}/v1/console/me`, { headers: { cookie } })).json()) as Me;
  const { isEnabled: _, code, ...shown } = offer;
  expect(sites).toMatchObject([
    { id: 'site_halden', offers: [{ code }] },
    { id: 'site_giver', isGiven: true },
  ]);
  expect(sites[1]?.offers).toEqual([shown]);
});
