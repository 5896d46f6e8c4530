import type { Boot } from '@tillside/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashPassword } from '../../src/transport/passwords.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';

let relay: TestRelay;
beforeAll(async () => {
  relay = await startTestRelay();
});
afterEach(async () => {
  vi.useRealTimers();
  await relay.store.directory.clearFailures(['address:127.0.0.1']);
});
afterAll(() => relay.close());

const json = { 'content-type': 'application/json' };
const own = { ...json, 'x-tillside': '1' };
const signIn = (body: unknown, headers: Record<string, string> = own) =>
  fetch(`${relay.url}/v1/console/sign-in`, { method: 'POST', headers, body: JSON.stringify(body) });
const order = (body: unknown, key = relay.secretKeys['site_halden']) =>
  fetch(`${relay.url}/v1/orders`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('boot', () => {
  it('is the same for everybody, cacheable, and readable from any origin', async () => {
    const answer = await fetch(`${relay.url}/v1/sites/site_halden/boot`, { headers: { origin: relay.origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=5');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const boot = (await answer.json()) as { playbook: { url: string; version: string } };
    expect(boot).toMatchObject({
      site: 'site_halden',
      name: 'Halden',
      team: { reps: [{ name: expect.any(String) }, {}] },
    });
    const playbook = await fetch(relay.url + boot.playbook.url);
    expect(playbook.headers.get('cache-control')).toContain('immutable');
    expect(await playbook.json()).toMatchObject({ version: boot.playbook.version });
  });

  it('[TR29] says of the current playbook and of the candidate what a page needs for it', async () => {
    const site = (await relay.store.directory.load()).sites.find(({ id }) => id === 'site_halden')!;
    const publish = async (version: string, rest: object, more: object): Promise<void> => {
      const rule = { id: 'it', name: 'It', on: [{ signal: 'login' }], invite: { text: { en: 'Hi' } }, ...rest };
      const json = JSON.stringify({ version, rules: [rule] });
      await relay.store.directory.apply(
        { sites: [{ ...site, ...more }], playbooks: [{ site: site.id, version, json }] },
        await relay.store.directory.revision(),
      );
      await relay.relay.refresh();
    };
    const needs = async () => {
      const answer = await fetch(`${relay.url}/v1/sites/site_halden/boot`);
      const { playbook, rollout } = (await answer.json()) as Boot;
      return [playbook?.needs, rollout?.needs];
    };
    // A wait for the one, and for the other leaving as well.
    expect(await needs()).toEqual([['extras', 'facts', 'watch'], undefined]);
    await publish('plain', {}, { playbook: 'plain' });
    expect(await needs()).toEqual([[], undefined]);
    await publish(
      'idle',
      { on: [{ signal: 'idle' }] },
      { playbook: 'plain', rollout: { version: 'idle', percent: 10 } },
    );
    expect(await needs()).toEqual([[], ['facts', 'watch']]);
    await publish('again', { schedule: { firstDay: '2026-01-01' } }, { playbook: 'again' });
    expect(await needs()).toEqual([['extras'], undefined]);
    await relay.store.directory.apply({ sites: [site] }, await relay.store.directory.revision());
    await relay.relay.refresh();
  });

  it('holds no offer, code, tariff, e-mail or secret', async () => {
    const answer = await fetch(`${relay.url}/v1/sites/site_halden/boot`);
    const boot = await answer.text();
    const playbook = await (
      await fetch(relay.url + (JSON.parse(boot) as { playbook: { url: string } }).playbook.url)
    ).text();
    for (const secret of ['HALDEN-EXPRESS', 'HALDEN10', 'bounty', 'tariff', '@halden.example', 'sk_'])
      expect(boot + playbook).not.toContain(secret);
  });

  it('[TR16] names the mend where a site is unknown or an origin wrong', async () => {
    const unknown = await fetch(`${relay.url}/v1/sites/site_nope/boot`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('access-control-allow-origin')).toBe('*');
    expect(await unknown.json()).toMatchObject({ title: 'Unknown site', detail: expect.stringContaining('data-site') });
    const wrong = await fetch(`${relay.url}/v1/sites/site_halden/boot`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(wrong.status).toBe(403);
    expect(await wrong.json()).toMatchObject({ detail: expect.stringContaining('https://evil.example') });
  });
});

describe('the script', () => {
  it('is cached for minutes under its floating name, for ever under a hashed one, and compressed', async () => {
    const loader = await fetch(`${relay.url}/v1/loader.js`, { headers: { 'accept-encoding': 'br' } });
    expect(loader.status).toBe(200);
    expect(loader.headers.get('content-encoding')).toBe('br');
    expect(loader.headers.get('cache-control')).toContain('max-age=300');
    expect(loader.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const text = await loader.text();
    const plain = await fetch(`${relay.url}/v1/loader.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(text);
    const again = await fetch(`${relay.url}/v1/loader.js`, {
      headers: { 'if-none-match': loader.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    // One hash names all files that it loads.
    const ending = /-[0-9a-f]{10}\.js/.exec(text)?.[0] ?? '';
    const hashed = await fetch(`${relay.url}/v1/assets/ui${ending}`);
    expect(hashed.headers.get('cache-control')).toContain('immutable');
  });

  it('lets nobody name a file outside its folder', async () => {
    for (const name of [
      '..%2fpackage.json',
      '..%2f..%2frelay%2fpackage.json',
      '%2e%2e/package.json',
      'manifest.json%00.js',
      'nope.js',
    ]) {
      expect((await fetch(`${relay.url}/v1/assets/${name}`)).status).toBe(404);
    }
  });
});

describe('signing in', () => {
  it('[TR21] answers alike for an unknown account and a wrong password', async () => {
    const [unknown, wrong] = await Promise.all([
      signIn({ email: 'nobody@halden.example', password: 'x' }),
      signIn({ ...relay.reps.jonas, password: 'x' }),
    ]);
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(await unknown.json()).toEqual(await wrong.json());
    await relay.store.directory.clearFailures(['address:127.0.0.1']);
  });

  it('[TR21] is slowed after five failures, for the account and for the address', async () => {
    // The second that is to be waited does not pass meanwhile, however busy the machine.
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let attempt = 0; attempt < 6; attempt += 1)
      expect((await signIn({ ...relay.reps.ines, password: `wrong ${attempt}` })).status).toBe(401);
    const slowed = await signIn(relay.reps.ines);
    expect(slowed.status).toBe(429);
    expect(slowed.headers.get('retry-after')).toBe('1');
    expect(await slowed.json()).toMatchObject({ detail: 'Try again in 1 s.' });
    expect((await signIn(relay.reps.theo)).status).toBe(429);
    await relay.store.directory.clearFailures(['address:127.0.0.1']);
    expect((await signIn(relay.reps.theo)).status).toBe(204);
  });

  it('[TR21] knows a password from the moment it was changed, also before the node heard of it', async () => {
    const { directory } = relay.store;
    const { revision, reps } = await directory.load();
    const theo = reps.find((rep) => rep.email === relay.reps.theo.email)!;
    const passwordHash = await hashPassword('another password');
    const changed = directory.apply({ reps: [{ ...theo, passwordHash }] }, revision);
    const [, old] = await Promise.all([changed, changed.then(() => signIn(relay.reps.theo))]);
    expect(old.status).toBe(401);
    expect((await signIn({ ...relay.reps.theo, password: 'another password' })).status).toBe(204);
    await directory.apply({ reps: [theo] }, revision + 1);
  });

  it('takes only what it needs', async () => {
    expect((await signIn({})).status).toBe(422);
    expect((await signIn({ email: 1, password: [] })).status).toBe(422);
    expect((await signIn({ email: 'a@b', password: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

describe('the console', () => {
  it('[TR22] wants its header and its own origin for every change', async () => {
    expect((await signIn(relay.reps.mara, json)).status).toBe(403);
    expect((await signIn(relay.reps.mara, { ...own, origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn(relay.reps.mara, { ...own, origin: 'null' })).status).toBe(403);
    expect((await signIn(relay.reps.mara, { ...own, origin: relay.url })).status).toBe(204);
  });

  it('[TR22] wants a sign-in for everything else', async () => {
    for (const path of [
      'me',
      'conversations',
      'sites/site_halden/ledger',
      'sites/site_halden/activity',
      'sites/site_halden/invitations/inv_1?at=1',
    ]) {
      expect((await fetch(`${relay.url}/v1/console/${path}`)).status).toBe(401);
    }
    expect((await fetch(`${relay.url}/v1/console/ticket`, { method: 'POST', headers: own })).status).toBe(401);
  });

  it('[TR22] hides the figures of sites that the team does not serve', async () => {
    const cookie = (await signIn(relay.reps.mara)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const ask = async (path: string) =>
      (await fetch(`${relay.url}/v1/console/${path}`, { headers: { cookie } })).status;
    expect(await ask('sites/site_halden/ledger')).toBe(200);
    expect(await ask('sites/site_fernway/ledger')).toBe(404);
    expect(await ask('sites/site_fernway/activity')).toBe(404);
    expect(await ask('sites/site_fernway/invitations/inv_1?at=1')).toBe(404);
    expect(await ask('sites/__proto__/ledger')).toBe(404);
  });

  it('sets a cookie that scripts and other sites cannot use', async () => {
    const cookie = (await signIn(relay.reps.mara)).headers.get('set-cookie') ?? '';
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute);
  });
});

describe('orders', () => {
  it('[TR23] take a secret key and nothing else', async () => {
    const body = { transactionId: 'X1', value: 100, currency: 'USD' };
    expect((await order(body, 'sk_wrong')).status).toBe(401);
    expect(
      (await fetch(`${relay.url}/v1/orders`, { method: 'POST', headers: json, body: JSON.stringify(body) })).status,
    ).toBe(401);
    expect((await order(body)).status).toBe(200);
  });

  it('[TR23] name every mistake', async () => {
    const answer = await order({ value: 612.5, currency: 'usd' });
    expect(answer.status).toBe(422);
    const { problems } = (await answer.json()) as { problems: { path: string }[] };
    expect(problems.map(({ path }) => path).sort()).toEqual(['currency', 'transactionId', 'value']);
    expect((await order('{')).status).toBe(400);
    expect((await order({ transactionId: 'x'.repeat(70_000), value: 1, currency: 'USD' })).status).toBe(413);
  });

  it('[TR23] are limited per address', async () => {
    // A busy machine asks hardly faster than the bucket fills in real time.
    vi.useFakeTimers({ toFake: ['Date'] });
    const answers = await Promise.all(Array.from({ length: 260 }, () => order('{')));
    expect(answers.map(({ status }) => status)).toContain(429);
  });
});

describe('health', () => {
  it('[TR25] is alive, and ready while the store answers', async () => {
    expect((await fetch(`${relay.url}/livez`)).status).toBe(200);
    expect(await (await fetch(`${relay.url}/readyz`)).json()).toMatchObject({ ok: true, store: 'sqlite' });
  });

  it('[TR25] is not ready once the store is gone', async () => {
    const { openSqliteStore } = await import('../../src/sqlite/index.ts');
    const store = openSqliteStore({ path: ':memory:' });
    const other = await startTestRelay({ store, emit: () => {} });
    await store.close();
    const ready = await fetch(`${other.url}/readyz`);
    expect(ready.status).toBe(503);
    expect((await fetch(`${other.url}/livez`)).status).toBe(200);
    await other.close();
  });
});
