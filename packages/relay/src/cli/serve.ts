import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, checkPublic } from '../config.ts';
import type { Config } from '../config.ts';
import { createRelay } from '../create-relay.ts';
import type { Relay } from '../create-relay.ts';
import { demoPassword, seedDemo } from '../demo/seed.ts';
import { createLog } from '../log.ts';
import { openStore } from '../open-store.ts';
import type { Guest } from '../transport/http/app.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Sockets get this long to move to another node. */
const drainMs = 10_000;

/** What `serve` needs of the process around it. */
export interface ServeHost {
  readonly config: Config;
  readonly isDemo: boolean;
  readonly print: (line: string) => void;
  /** Runs once at SIGTERM or SIGINT. */
  readonly onStop: (stop: () => Promise<void>) => void;
}

function explain(error: unknown, config: Config): Error {
  if (!(error instanceof Error) || !('code' in error)) return error instanceof Error ? error : new Error(String(error));
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${config.port} on ${config.host} is taken. Stop what uses it, or choose another: PORT=${config.port + 1} npm start`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(`Port ${config.port} is not for this user. Choose one above 1023: PORT=7070`, { cause: error });
    case 'EADDRNOTAVAIL':
      return new Error(`HOST=${config.host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 behind a proxy.`, {
        cause: error,
      });
    default:
      return error;
  }
}

function checkBuilt(widgetDir: string, consoleDir: string): void {
  for (const file of [join(widgetDir, 'loader.js'), join(consoleDir, 'index.html')]) {
    if (!existsSync(file))
      throw new ConfigError(
        `${file} is missing: the browser files are not built. Run "pnpm build" (npm start does it by itself).`,
      );
  }
}

/** The demo shop is served by the same process; it is an example, so it is found by its place in the repository. */
async function openDemo(relay: { url: string; keys: Readonly<Record<string, string>> }): Promise<Guest> {
  const module = (await import(join(root, 'examples', 'demo-shop', 'server.ts'))) as {
    createDemoShop(options: { relayUrl: string; secretKeys: Readonly<Record<string, string>> }): Guest;
  };
  const shop = module.createDemoShop({ relayUrl: relay.url, secretKeys: relay.keys });
  return async (request) => {
    const { pathname } = new URL(request.url);
    return pathname === '/' ? new Response(null, { status: 302, headers: { location: '/shop/' } }) : shop(request);
  };
}

/** Starts a relay and keeps it until it is told to stop. */
export async function serve({ config, isDemo, print, onStop }: ServeHost): Promise<Relay> {
  checkPublic(config);
  const widgetDir = join(root, 'packages', 'widget', 'dist');
  const consoleDir = join(root, 'packages', 'console', 'dist');
  checkBuilt(widgetDir, consoleDir);
  const store = await openStore(config);
  // The demo's own address is known once it listens, and the shop is asked for only then.
  let guest: Guest | undefined;
  const relay = await createRelay({
    store,
    config,
    widgetDir,
    consoleDir,
    emit: createLog(config.logLevel),
    isDemo,
    ...(isDemo ? { guest: async (request: Request) => guest?.(request) } : {}),
  });
  let address: { readonly port: number; readonly publicUrl: string };
  try {
    address = await relay.listen();
  } catch (error) {
    await relay.close().catch(() => {});
    await store.close();
    throw explain(error, config);
  }
  const { publicUrl, port } = address;
  if (isDemo) {
    const keys = await seedDemo(store, join(root, 'examples', 'demo-shop'), publicUrl);
    guest = await openDemo({ url: publicUrl, keys });
    await relay.refresh();
  }
  onStop(async () => {
    await relay.drain(drainMs);
    await store.close();
  });
  print(`Tillside is ready (${store.kind} store${config.redisUrl === undefined ? ` in ${config.dataDir}` : ''}).`);
  if (isDemo) printDemo(print, publicUrl, port);
  else
    print(
      `\n  Console   ${publicUrl}/console/\n  Script    ${publicUrl}/v1/loader.js\n  Health    ${publicUrl}/livez  ${publicUrl}/readyz`,
    );
  return relay;
}

function printDemo(print: (line: string) => void, publicUrl: string, port: number): void {
  print(
    [
      '',
      `  Shops     ${publicUrl}/shop/  ${publicUrl}/shop/fernway/`,
      `            http://shop.localhost:${port}/shop/ (the same, on an origin of its own)`,
      `  Console   ${publicUrl}/console/`,
      `  Script    ${publicUrl}/v1/loader.js`,
      `  Health    ${publicUrl}/livez  ${publicUrl}/readyz`,
      '',
      `  Sign in to the console (password of all: ${demoPassword})`,
      '    mara@halden.example     sells for Halden only',
      '    ines@fernway.example    sells for Fernway only',
      '    theo@tideline.example   shared, sells for both',
      '',
      '  Try it: sign in as Mara, then put the $612 camera into the cart in another window, open the checkout, and move the pointer',
      '  out through the top of the page.',
      '',
    ].join('\n'),
  );
}
