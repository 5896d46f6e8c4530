import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { createCredentials } from '../../src/transport/credentials.ts';
import { hello, openRaw } from './raw-socket.ts';

const DAY_MS = 86_400_000;
const SITE = 'site_halden';
const PATH = `/v1/remember/${SITE}`;
let relay: TestRelay;

const remembers = async (rememberUrl: string | undefined): Promise<void> => {
  const { sites } = await relay.store.directory.load();
  const { rememberUrl: _before, ...site } = sites.find(({ id }) => id === SITE) ?? (sites[0] as (typeof sites)[number]);
  const revision = await relay.store.directory.revision();
  await relay.store.directory.apply(
    { sites: [{ ...site, ...(rememberUrl !== undefined && { rememberUrl }) }] },
    revision,
  );
  await expect
    .poll(
      async () =>
        ((await (await fetch(`${relay.url}/v1/sites/${SITE}/boot`)).json()) as { rememberUrl?: string }).rememberUrl,
    )
    .toBe(rememberUrl);
};
beforeEach(async () => {
  relay = await startTestRelay();
  await remembers(`${relay.url}${PATH}`);
});
afterEach(() => relay.close());

const ask = (method: string, more: { headers?: Record<string, string>; body?: string } = {}) =>
  fetch(relay.url + PATH, { ...more, method, headers: { origin: relay.origin, ...more.headers } });
const credentialOf = async (site: string, issuedAt: number): Promise<string> =>
  createCredentials(await relay.store.directory.secret()).issue({ site, visitor: 'vis_1', generation: 0, issuedAt });
const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? '';
const valueOf = (cookie: string) => cookie.slice(0, cookie.indexOf(';'));

describe('the cookie that remembers', () => {
  it('[TR50] is set HttpOnly for 180 days on its own path, answered to the shop’s page, and removed', async () => {
    const credential = await credentialOf(SITE, Date.now());
    const set = await ask('POST', { body: `${credential}~20800` });
    expect(set.status).toBe(204);
    expect(cookieOf(set)).toBe(
      `tillside_${SITE}=${credential}~20800; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=15552000`,
    );
    expect(set.headers.get('access-control-allow-origin')).toBe(relay.origin);
    expect(set.headers.get('access-control-allow-credentials')).toBe('true');
    const got = await ask('GET', { headers: { cookie: `other=1; ${valueOf(cookieOf(set))}` } });
    expect([got.status, await got.text(), got.headers.get('cache-control')]).toEqual([
      200,
      `${credential}~20800`,
      'no-store',
    ]);
    const removed = await ask('DELETE');
    expect([removed.status, cookieOf(removed)]).toEqual([
      204,
      `tillside_${SITE}=; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=0`,
    ]);
    expect((await ask('GET')).status).toBe(204);
  });

  it('[TR50] is set for a credential of this site only', async () => {
    const wrong = [
      await credentialOf('site_fernway', Date.now()),
      await credentialOf(SITE, Date.now() - 181 * DAY_MS),
      `${(await credentialOf(SITE, Date.now())).slice(0, -1)}_`,
      `${await credentialOf(SITE, Date.now())}.x`,
      'nonsense',
      '',
      'a; Domain=example.com',
    ];
    for (const body of wrong) {
      const answer = await ask('POST', { body });
      expect([answer.status, answer.headers.get('set-cookie')], body).toEqual([400, null]);
    }
    expect((await ask('POST', { body: 'k'.repeat(601) })).status).toBe(413);
  });

  it('[TR50] is nobody else’s: not of another page, not of none', async () => {
    const credential = await credentialOf(SITE, Date.now());
    const headers = { cookie: `tillside_${SITE}=${credential}`, origin: 'https://evil.example' };
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await ask(method, { headers, ...(method === 'POST' && { body: credential }) });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(await answer.text()).not.toContain(credential);
    }
    expect((await fetch(relay.url + PATH, { headers: { cookie: headers.cookie } })).status).toBe(403);
    const own = { cookie: headers.cookie, 'sec-fetch-site': 'same-origin' };
    expect(await (await fetch(relay.url + PATH, { headers: own })).text()).toBe(credential);
  });

  it('[TR50] is not there where the site does not want it', async () => {
    await remembers(undefined);
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) expect((await ask(method)).status).toBe(404);
  });

  it('[TR50] keeps a visitor known for 180 days without use, and for 30 where the site does not want it', async () => {
    const greet = async (days: number) => {
      const socket = await openRaw(relay);
      socket.say({ ...hello(), credential: await credentialOf(SITE, Date.now() - days * DAY_MS) });
      return socket;
    };
    const expectKnown = async (days: number): Promise<void> => {
      const socket = await greet(days);
      expect((await socket.next('welcomed'))['visitor']).toMatchObject({ id: 'vis_1' });
      socket.close();
    };
    await expectKnown(179);
    expect(await (await greet(181)).closed).toBe(4101);
    await remembers(undefined);
    await expectKnown(29);
    expect(await (await greet(31)).closed).toBe(4101);
  });
});
