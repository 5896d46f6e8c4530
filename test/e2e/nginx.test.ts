import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { adapt, deployFiles, documented, readEnv, readUnit, shipped } from './deploy/documented.ts';
import { newSession } from './deploy/https-client.ts';
import { installDocumented, name, root } from './deploy/install.ts';
import type { Installed } from './deploy/install.ts';
import { complaintsOf } from './deploy/verify-unit.ts';

const shop = 'https://shop.example';
const account = { email: 'ada@shop.example', password: 'correct horse battery' };
const asConsole = { 'content-type': 'application/json', 'x-tillside': '1', origin: `https://${name}` };

describe('the documented server', () => {
  let server: Installed;
  beforeAll(async () => {
    server = await installDocumented();
    const tag = await server.siteInit(['Shop', shop, '', '', 'none', '']);
    expect(tag).toContain(`src="https://${name}/v1/loader.js"`);
    const rep = ['--team', 'team_sales', '--name', 'Ada', '--email', account.email, '--password', account.password];
    await server.tillside('rep', 'create', ...rep);
    await server.tillside('playbook', 'publish', join(root, 'examples/script-tag/playbook.json'));
    await server.startRelay();
    await server.startNginx();
  });
  afterAll(() => server.stop());

  const signIn = (headers: Record<string, string> = {}, body: object = account) =>
    server.client.ask('/v1/console/sign-in', { method: 'POST', headers: { ...asConsole, ...headers }, body });

  it('is what examples/deploy ships', () => {
    const files = Object.keys(deployFiles) as (keyof typeof deployFiles)[];
    expect(files.map(documented)).toEqual(files.map(shipped));
  });

  it('gives the shop its boot, its rules and its script, compressed as the relay does it', async () => {
    const boot = await server.client.ask('/v1/sites/site_shop/boot', { headers: { origin: shop } });
    expect(boot).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
    const { playbook } = JSON.parse(boot.text) as { playbook: { url: string } };
    expect((await server.client.ask(playbook.url)).text).toContain('leaving-checkout');
    const loader = await server.client.ask('/v1/loader.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(loader).toMatchObject({ status: 200, headers: { 'content-encoding': 'gzip' } });
    expect(loader.text).toBe(readFileSync(join(root, 'packages/widget/dist/loader.js'), 'utf8'));
  });

  it('leads from http to https', async () => {
    const asked = request({
      host: '127.0.0.1',
      port: server.ports.http,
      path: '/console/?a=1',
      headers: { host: name },
    });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response).toMatchObject({ statusCode: 301, headers: { location: `https://${name}/console/?a=1` } });
  });

  it('signs a rep in with a cookie that is bound to this very host', async () => {
    const { status, headers } = await signIn();
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(status).toBe(204);
    expect(cookie).toMatch(/^__Host-tillside_rep=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/);
    const me = await server.client.ask('/v1/console/me', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(JSON.parse(me.text)).toMatchObject({ rep: { name: 'Ada' }, sites: [{ id: 'site_shop' }] });
  });

  it('carries a visitor’s socket and a rep’s socket', async () => {
    const cookie = (await signIn()).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const drawn = await server.client.ask('/v1/console/ticket', { method: 'POST', headers: { ...asConsole, cookie } });
    const { ticket } = JSON.parse(drawn.text) as { ticket: string };
    const rep = await server.client.open('/v1/console/socket', `https://${name}`);
    rep.send({ type: 'hello', version: 1, credential: ticket, sessions: [newSession()] });
    expect(await rep.hear('welcomed')).toMatchObject({ rep: { name: 'Ada', sites: ['site_shop'] } });
    rep.send({ type: 'status.set', ref: 1, status: 'available' });
    await rep.hear('done');

    const session = newSession();
    const visitor = await server.client.open('/v1/socket?site=site_shop', shop);
    visitor.send({ type: 'hello', version: 1, sessions: [session] });
    await visitor.hear('live');
    visitor.send({ type: 'message.send', session, conversation: 'mine', seq: 1, body: { text: 'Hello?' } });
    expect(await visitor.hear('acked')).toMatchObject({ session, seq: 1 });
    expect(await rep.hear('ring.started')).toMatchObject({ site: 'site_shop' });
    await visitor.close();
    await rep.close();
  });

  it('carries the link over HTTP as it comes, for those whose own proxy lets no socket through', async () => {
    const session = newSession();
    const asPage = { 'content-type': 'application/x-ndjson', origin: shop };
    const stream = await server.client.follow('/v1/stream?site=site_shop', {
      headers: asPage,
      body: { type: 'hello', version: 1, sessions: [session] },
    });
    expect(stream).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store, no-transform' } });
    const { credential } = await stream.hear('welcomed');
    await stream.hear('live');
    const frames = await server.client.ask('/v1/frames?site=site_shop', {
      method: 'POST',
      headers: { ...asPage, authorization: `Visitor ${String(credential)}` },
      body: { type: 'message.send', session, conversation: 'mine', seq: 1, body: { text: 'Hello over HTTP' } },
    });
    expect(frames).toMatchObject({ status: 200, text: expect.stringContaining('"acked"') });
    expect(await stream.hear('entry.added')).toMatchObject({ session, seq: 1, body: { text: 'Hello over HTTP' } });
    stream.close();
  });

  it('passes on why a socket is refused', async () => {
    await expect(server.client.open('/v1/socket?site=site_shop', 'https://evil.example')).rejects.toThrow('403');
    await expect(server.client.open('/v1/socket?site=site_none', shop)).rejects.toThrow('404');
    await expect(server.client.open('/v1/console/socket', shop)).rejects.toThrow('403');
  });

  it('signs in at the console in a real browser', async () => {
    const browser = await launchBrowser(`--host-resolver-rules=MAP ${name}:443 127.0.0.1:${server.ports.https}`);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`https://${name}/console/`);
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Available' }).waitFor();
    expect(await context.cookies()).toMatchObject([
      { name: '__Host-tillside_rep', domain: name, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' },
    ]);
    await browser.close();
  });

  // Last, for it uses up what this address may get wrong.
  it('counts failures by the visitor’s own address, whatever the visitor says it is', async () => {
    const attempt = (count: number) =>
      signIn({ 'x-forwarded-for': `192.0.2.${count}` }, { email: `eve${count}@shop.example`, password: 'wrong' });
    const statuses: number[] = [];
    for (let count = 1; count <= 7; count += 1) statuses.push((await attempt(count)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429]);
  });
});

describe('the documented unit', () => {
  const unit = readUnit(documented('tillside.service'));

  it('runs the relay as its own user, restarts it, lets it drain, and keeps it in its folder', () => {
    const said = Object.fromEntries([...unit].map(([key, values]) => [key, values.join()]));
    expect(said).toMatchObject({
      User: 'tillside',
      EnvironmentFile: '/etc/tillside.env',
      WorkingDirectory: '/srv/tillside/app',
      ExecStart: expect.stringMatching(
        /^\/srv\/tillside\/app\/node_modules\/\.bin\/node packages\/relay\/src\/main\.ts serve$/,
      ),
      Restart: 'always',
      ProtectSystem: 'strict',
      NoNewPrivileges: 'true',
      ReadWritePaths: readEnv(documented('tillside.env'))['DATA_DIR'],
      WantedBy: 'multi-user.target',
    });
    // The relay drains for ten seconds; systemd must not be quicker.
    expect(Number(said['TimeoutStopSec'])).toBeGreaterThan(10);
  });

  it('has nothing that systemd does not know', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tillside-unit-'));
    const path = join(folder, 'tillside.service');
    const program = { '/srv/tillside/app/node_modules/.bin/node': process.execPath, '/srv/tillside/app': root };
    const text = adapt(documented('tillside.service'), program);
    await writeFile(path, text);
    expect(complaintsOf(path, text)).toEqual([]);
    const misspelt = text.replace('UMask=', 'Umask=');
    await writeFile(path, misspelt);
    expect(complaintsOf(path, misspelt)).toHaveLength(1);
    await rm(folder, { recursive: true });
  });
});
