import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, checkPublic } from '../../config.ts';
import type { Config } from '../../config.ts';
import { createRelay } from '../../create-relay.ts';
import type { Relay, RelayOptions } from '../../create-relay.ts';
import { refuseDemoStore } from '../../demo/refuse-demo-store.ts';
import { seedDemo } from '../../demo/seed.ts';
import { openFilesDirectory } from '../../files/directory.ts';
import { createLog } from '../../log.ts';
import { createDemoOutbox } from '../../mail/demo-outbox.ts';
import { openChoice } from '../../open-choice.ts';
import { openMail } from '../../open-mail.ts';
import { openStore } from '../../open-store.ts';
import type { KeptStore, Store } from '../../ports/index.ts';
import type { Guest } from '../../transport/http/app.ts';
import type { CliHost } from '../host.ts';
import { demoText, openDemoShop } from './demo-shop.ts';
import { riskLines } from '../risk-lines.ts';
import { explainListen } from './explain-listen.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..', '..');
const demoFolder = join(root, 'examples', 'demo-shop');
const widgetDir = join(root, 'packages', 'widget', 'dist');
const consoleDir = join(root, 'packages', 'console', 'dist');

/** Sockets get this long to move to another node. */
const drainMs = 10_000;

function checkBuilt(): void {
  const missing = [join(widgetDir, 'loader.js'), join(consoleDir, 'index.html')].find((file) => !existsSync(file));
  if (missing !== undefined)
    throw new ConfigError(
      `${missing} is missing: the browser files are not built. Run "pnpm build" (npm start does it by itself).`,
    );
}

/** A relay that listens; with the demo's shop where that is wanted. Closes itself when something fails on the way. */
async function listen(store: KeptStore, config: Config, isDemo: boolean, emit: RelayOptions['emit']) {
  // The shop needs the relay's address, which is known once it listens.
  let shop: Guest | undefined;
  const outbox = isDemo && config.smtpUrl === undefined ? createDemoOutbox(() => Date.now()) : undefined;
  const mail = outbox?.mail ?? (await openMail(config));
  const chooseRep = await openChoice(config);
  const relay = await createRelay({
    store,
    keeping: store.keeping,
    config,
    widgetDir,
    consoleDir,
    emit,
    isDemo,
    ...(config.filesDir === undefined ? {} : { files: openFilesDirectory(config.filesDir) }),
    ...(mail === undefined ? {} : { mail }),
    ...(chooseRep === undefined ? {} : { chooseRep }),
    ...(isDemo
      ? {
          guest: async (request: Request) => outbox?.page(request) ?? shop?.(request),
          isReady: () => shop !== undefined,
        }
      : {}),
  });
  try {
    const address = await relay.listen().catch((error: unknown) => {
      throw explainListen(error, config);
    });
    if (isDemo) {
      shop = await openDemoShop(demoFolder, address.publicUrl, await seedDemo(store, demoFolder, address.publicUrl));
      await relay.refresh();
    }
    return { relay, ...address };
  } catch (error) {
    await relay.close().catch(() => {});
    throw error;
  }
}

async function standingText(store: Store, publicUrl: string): Promise<string> {
  const { sites } = await store.directory.load();
  return `
  Console   ${publicUrl}/console/
  Script    ${publicUrl}/v1/loader.js
  Health    ${publicUrl}/livez  ${publicUrl}/readyz
${sites.length === 0 ? '\n  There is no site yet: "tillside site init" makes one, while this runs or not.\n' : ''}`;
}

/**
 * Starts a relay that goes on until it is told to stop. Without `isDemo` it brings nothing of its own: no site, no account, no key.
 *
 * @throws ConfigError when the machine or its settings do not allow it.
 */
export async function serve(host: CliHost, isDemo: boolean, isStrict = false): Promise<void> {
  const config = host.config();
  checkPublic(config);
  checkBuilt();
  const emit = createLog(config.logLevel);
  const store = await openStore(config, emit);
  let started: { readonly relay: Relay; readonly port: number; readonly publicUrl: string };
  let text: string;
  try {
    const risks = await store.keeping.risks();
    if (isStrict && risks.length > 0)
      throw new ConfigError(`Not started, for --strict was asked for.\n${riskLines(risks)}`);
    if (risks.length > 0) host.printError(`WARNING: acknowledged messages may be lost.\n${riskLines(risks)}`);
    if (!isDemo) await refuseDemoStore(store, config);
    started = await listen(store, config, isDemo, emit);
    text = isDemo ? demoText(started.publicUrl, started.port) : await standingText(store, started.publicUrl);
  } catch (error) {
    await store.close();
    throw error;
  }
  host.onStop(async () => {
    await started.relay.drain(drainMs);
    await store.close();
  });
  host.print(`Tillside is ready (${store.kind} store${config.redisUrl === undefined ? ` in ${config.dataDir}` : ''}).`);
  host.print(text);
}
