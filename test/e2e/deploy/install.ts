import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { freePort } from '../../helpers/free-port.ts';
import { runProcess, startProcess } from '../../helpers/process.ts';
import type { Running } from '../../helpers/process.ts';
import { untilServing } from '../../helpers/tillside.ts';
import { adapt, documented, readEnv, readUnit } from './documented.ts';
import { createHttpsClient } from './https-client.ts';
import type { HttpsClient } from './https-client.ts';

/** The name of docs/operations.md itself: only ports, paths and the user are this machine's. */
export const name = 'chat.example.com';
export const root = join(import.meta.dirname, '..', '..', '..');

interface Ports {
  readonly relay: number;
  readonly http: number;
  readonly https: number;
}

/** A relay behind nginx as docs/operations.md sets them up, in a folder of their own. */
export interface Installed {
  readonly ports: Ports;
  /** A browser that finds `name` here. */
  readonly client: HttpsClient;
  /** The command line as the page installs it; resolves to what it prints. */
  tillside(...argv: readonly string[]): Promise<string>;
  siteInit(answers: readonly string[]): Promise<string>;
  /** Starts what the unit file says, as it says. */
  startRelay(): Promise<void>;
  startNginx(): Promise<void>;
  stop(): Promise<void>;
}

async function writeSettings(folder: string, ports: Ports): Promise<void> {
  const place = (file: string) => join(folder, file);
  const data = { '/srv/tillside/data': place('data') };
  const env = { '/etc/tillside.env': place('tillside.env') };
  const program = { '/srv/tillside/app/node_modules/.bin/node': process.execPath, '/srv/tillside/app': root };
  const user = { '= tillside ]': `= ${userInfo().username} ]` };
  const files = {
    'tillside.env': { ...data, 'PORT=7070': `PORT=${ports.relay}` },
    'tillside.sh': { ...user, ...env, ...program },
    'tillside.service': { ...data, ...env, ...program },
  };
  for (const [file, places] of Object.entries(files)) {
    const text = adapt(documented(file as keyof typeof files), places);
    await writeFile(place(file), text, { mode: file.endsWith('.sh') ? 0o755 : 0o644 });
  }
}

async function writeNginx(folder: string, ports: Ports): Promise<void> {
  const server = adapt(documented('nginx.conf'), {
    'listen 80;': `listen 127.0.0.1:${ports.http};`,
    'listen 443 ssl;': `listen 127.0.0.1:${ports.https} ssl;`,
    // Whether this machine has IPv6 is not what is tested.
    '  listen [::]:80;\n': '',
    '  listen [::]:443 ssl;\n': '',
    [`/etc/letsencrypt/live/${name}/`]: `${folder}/`,
    '127.0.0.1:7070': `127.0.0.1:${ports.relay}`,
  });
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const paths = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join('\n');
  // What Debian's own nginx.conf has around a site, as one process in the foreground.
  const main = `daemon off;\nmaster_process off;\npid ${join(folder, 'pid')};\nevents {}\n`;
  await writeFile(join(folder, 'nginx.conf'), `${main}http {\naccess_log off;\n${paths}\n${server}}\n`);
  await runProcess('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
    ...['-addext', `subjectAltName=DNS:${name}`],
    ...['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')],
  ]);
}

async function startRelay(unitFile: string): Promise<Running> {
  const unit = readUnit(readFileSync(unitFile, 'utf8'));
  const only = (key: string) => unit.get(key)?.join() ?? '';
  const [command = '', ...argv] = only('ExecStart').split(' ');
  const env = readEnv(readFileSync(only('EnvironmentFile'), 'utf8'));
  const relay = startProcess(command, argv, { env, cwd: only('WorkingDirectory') });
  await untilServing(relay);
  return relay;
}

async function startNginx(folder: string, client: HttpsClient): Promise<Running> {
  const nginx = startProcess('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
  const open = vi.waitFor(() => client.ask('/livez'), { timeout: 10_000, interval: 25 });
  // What it does not like about its configuration it says when it ends.
  const over = nginx.ended.then(({ err }) => Promise.reject(new Error(`nginx ended: ${err}`)));
  over.catch(() => {});
  await Promise.race([open, over]);
  return nginx;
}

export async function installDocumented(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-server-'));
  const ports = { relay: await freePort(), http: await freePort(), https: await freePort() };
  await writeSettings(folder, ports);
  await writeNginx(folder, ports);
  const client = createHttpsClient(name, ports.https, readFileSync(join(folder, 'fullchain.pem'), 'utf8'));
  const running: Running[] = [];
  const command = join(folder, 'tillside.sh');
  return {
    ports,
    client,
    tillside: (...argv) => runProcess(command, argv),
    async siteInit(answers) {
      const asked = startProcess(command, ['site', 'init', join(folder, 'shop.site.json')]);
      asked.child.stdin?.end(`${answers.join('\n')}\n`);
      const { code, out, err } = await asked.ended;
      if (code !== 0) throw new Error(`site init ended with ${code}: ${err}`);
      return out;
    },
    startRelay: async () => void running.push(await startRelay(join(folder, 'tillside.service'))),
    startNginx: async () => void running.push(await startNginx(folder, client)),
    async stop() {
      for (const { child, ended } of running.toReversed()) {
        child.kill('SIGKILL');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
