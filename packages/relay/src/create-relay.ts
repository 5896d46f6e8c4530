import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { limits } from '@tillside/protocol';
import { localUrl } from './config.ts';
import type { Config } from './config.ts';
import { isConsoleHost } from './console-host.ts';
import type { ChooseRep } from './core/choose-rep.ts';
import { createDirectoryCache } from './directory-cache.ts';
import { createFloorWork } from './handlers/floor/index.ts';
import { createKeepingWork } from './handlers/keeping/work.ts';
import { createMailWork } from './handlers/mail/work.ts';
import type { RelayEvent, World } from './handlers/types.ts';
import type { KeepingPort, KeptFiles, MailPort, Store } from './ports/index.ts';
import { addressOf, networkOf } from './transport/address.ts';
import { createCredentials, randomId } from './transport/credentials.ts';
import { createApp } from './transport/http/app.ts';
import type { Guest } from './transport/http/app.ts';
import { createLinkServer } from './transport/link-server.ts';
import type { Rates } from './transport/link-server.ts';
import { createSeals } from './transport/seals.ts';
import { pollEveryMs } from './transport/slow-poll.ts';
import { createSocketRegistry } from './transport/socket-registry.ts';
import { createThreadLinks } from './transport/thread-links.ts';

export interface RelayOptions {
  readonly store: Store;
  readonly config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'trustedProxies'> &
    Partial<Pick<Config, 'countryHeader' | 'metricsKey'>>;
  readonly widgetDir: string;
  readonly consoleDir: string;
  readonly emit: (event: RelayEvent) => void;
  readonly isDemo?: boolean;
  /** Where files of conversations lie. Default: nobody can send one. */
  readonly files?: KeptFiles;
  /** What must go after its time. Default: everything stays. */
  readonly keeping?: KeepingPort;
  /** Default: this relay sends no mail. */
  readonly mail?: MailPort;
  /** Serves what is not the relay's own address, e.g. the demo shop. */
  readonly guest?: Guest;
  /** `/readyz` waits for it. Default: as soon as it listens. */
  readonly isReady?: () => boolean;
  /** The operator's own order of the reps who are free for a visitor. Default: the relay's. */
  readonly chooseRep?: ChooseRep;
  /** Frames a socket may send; for load tests. Default: the catalogue's. */
  readonly rates?: Rates;
}

export interface Relay {
  readonly world: World;
  /** Resolves to the address browsers use. Rejects with the system's error, e.g. a taken port. */
  listen(): Promise<{ readonly port: number; readonly publicUrl: string }>;
  /** Reads the directory at once instead of at its next bell. */
  refresh(): Promise<void>;
  /** Takes no more, tells the sockets, and resolves when they are gone or `withinMs` is over. */
  drain(withinMs: number): Promise<void>;
  /** Stops at once. The store stays the caller's. */
  close(): Promise<void>;
}

/** How often this node looks whether a change of the directory went unannounced. */
const directoryPollMs = 1_000;
/** What was uploaded and not sent for this long is removed; looked for this often. */
const unsentForMs = 86_400_000;
const sweepEveryMs = 3_600_000;

const defaultRates: Rates = {
  framesPerSecond: limits.framesPerSecond,
  framesBurst: limits.framesBurst,
  connectsPerSecond: 10,
  connectsBurst: 60,
};

/** The composition root: a store goes in, a relay comes out. */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const { store, config, emit } = options;
  const directory = createDirectoryCache(store.directory);
  await directory.refresh();
  const secret = await store.directory.secret();
  const registry = createSocketRegistry();
  const node = randomId('node').slice(0, 13);
  let publicUrl = config.publicUrl ?? '';
  let isDraining = false;

  const world: World = {
    store,
    ...(options.files === undefined ? {} : { files: options.files }),
    ...(options.mail === undefined ? {} : { mail: options.mail }),
    ...(options.chooseRep === undefined ? {} : { chooseRep: options.chooseRep }),
    node,
    seals: createSeals(secret),
    sockets: registry,
    directory: directory.view,
    availability: (site) => floor.availability(site),
    bands: (site) => floor.bands(site),
    wait: (places) => floor.wait(places),
    newId: (prefix) => randomId(prefix),
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    emit,
  };
  const floor = createFloorWork(world);
  const threads = createThreadLinks(secret);
  const mails = createMailWork(world, ({ site, ...who }, id) => {
    const token = threads.issue({ site, ...who, id, issuedAt: world.now() });
    // Behind the #, where no access log has it: whoever reads one must not read conversations.
    return `${publicUrl}/help/${site}#thread=${token}`;
  });
  const fault = (error: unknown) =>
    emit({
      name: 'relay.fault',
      level: 'error',
      error: String(error),
      ...(error instanceof Error ? { stack: error.stack } : {}),
    });

  const { keeping, files } = options;
  const retention = keeping === undefined ? undefined : createKeepingWork({ world, keeping, files });

  const credentials = createCredentials(secret);
  const links = createLinkServer({
    world,
    floor,
    registry,
    credentials,
    rates: options.rates ?? defaultRates,
    trustedProxies: config.trustedProxies,
    countryHeader: config.countryHeader,
    isConsoleHost: (host) => isConsoleHost(host, publicUrl),
    onFault: fault,
  });

  /** The address, or the IPv6 network, a request came from, for routes that only see the Request. */
  const addresses = new WeakMap<Request, string>();
  const app = createApp(
    {
      world,
      credentials,
      threads,
      publicUrl: () => publicUrl,
      isConsoleHost: (host) => isConsoleHost(host, publicUrl),
      keeping,
      metricsKey: config.metricsKey,
      isDemo: options.isDemo === true,
      isDraining: () => isDraining,
      isReady: options.isReady ?? (() => true),
      widgetDir: options.widgetDir,
      consoleDir: options.consoleDir,
      addressOf: (request) => addresses.get(request) ?? 'unknown',
    },
    options.guest,
  );
  const onRequest = getRequestListener((request, env) => {
    addresses.set(request, networkOf(addressOf((env as HttpBindings).incoming, config.trustedProxies)));
    return app.fetch(request, env);
  });
  const server = createServer((request, response) => {
    if (!links.request(request, response)) void onRequest(request, response);
  });
  server.on('upgrade', links.upgrade);

  const refresh = () => {
    directory
      .refresh()
      .then((hasChanged) => {
        if (!hasChanged) return;
        floor.directoryChanged();
        links.check();
      })
      .catch(fault);
  };
  const sweep = () => {
    options.files?.sweep(unsentForMs).catch(fault);
  };
  const timers: NodeJS.Timeout[] = [];
  const undo: (() => void)[] = [];

  async function stop(): Promise<void> {
    for (const timer of timers.splice(0)) clearInterval(timer);
    for (const run of undo.splice(0)) run();
    links.close();
    await Promise.all([mails.stop(), floor.stop(), retention?.stop()]);
    server.closeAllConnections();
  }

  return {
    world,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const { port } = server.address() as AddressInfo;
      publicUrl = config.publicUrl ?? localUrl(config.host, port);
      undo.push(await store.bus.listen('directory', refresh));
      undo.push(
        store.onReconnect(() => {
          refresh();
          links.storeIsBack();
        }),
      );
      timers.push(setInterval(refresh, directoryPollMs), setInterval(links.poll, pollEveryMs));
      timers.push(setInterval(sweep, sweepEveryMs));
      sweep();
      await floor.start();
      mails.start();
      retention?.start();
      return { port, publicUrl };
    },
    async refresh() {
      if (await directory.refresh()) floor.directoryChanged();
    },
    async drain(withinMs) {
      isDraining = true;
      server.close();
      links.drain(Math.min(5_000, withinMs / 3));
      const end = Date.now() + withinMs - 1_000;
      while (!links.isEmpty() && Date.now() < end) await delay(50);
      await stop();
    },
    async close() {
      isDraining = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await stop();
      await closed;
    },
  };
}
