import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { limits } from '@tillside/protocol';
import type { Config } from './config.ts';
import { isLoopback } from './config.ts';
import { createDirectoryCache } from './directory-cache.ts';
import { onConversationBell } from './handlers/bells.ts';
import { createFloorWork } from './handlers/floor/index.ts';
import type { RelayEvent, RepParty, VisitorParty, World } from './handlers/types.ts';
import { engagementForParty } from './handlers/view.ts';
import type { Store } from './ports/index.ts';
import { addressOf } from './transport/address.ts';
import { serveConnection } from './transport/connection.ts';
import type { ConnectionWorld } from './transport/connection.ts';
import { createCredentials, randomId } from './transport/credentials.ts';
import { createApp } from './transport/http/app.ts';
import type { Guest } from './transport/http/app.ts';
import { createHub } from './transport/hub.ts';
import { createRepRole } from './transport/rep-role.ts';
import { watchSignIns } from './transport/sign-in-watch.ts';
import { createSocketServer } from './transport/socket-server.ts';
import type { RelaySocket } from './transport/socket.ts';
import { createSessionOwners } from './transport/session-owners.ts';
import { createSocketRegistry } from './transport/socket-registry.ts';
import { createKeyedBuckets } from './transport/token-bucket.ts';
import { hostOf, isAllowedOrigin, originOf, refuseUpgrade } from './transport/upgrade.ts';
import { createVisitorRole } from './transport/visitor-role.ts';

export interface RelayOptions {
  readonly store: Store;
  readonly config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'trustedProxies'>;
  readonly widgetDir: string;
  readonly consoleDir: string;
  readonly emit: (event: RelayEvent) => void;
  readonly isDemo?: boolean;
  /** Serves what is not the relay's own address, e.g. the demo shop. */
  readonly guest?: Guest;
  /** Frames a socket may send; for load tests. Default: the catalogue's. */
  readonly rates?: {
    readonly framesPerSecond: number;
    readonly framesBurst: number;
    readonly connectsPerSecond: number;
    readonly connectsBurst: number;
  };
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

/** How often this node looks whether a change of the directory went unannounced, and polls active conversations. */
const directoryPollMs = 1_000;
const entryPollMs = 5_000;

const defaultRates = {
  framesPerSecond: limits.framesPerSecond,
  framesBurst: limits.framesBurst,
  connectsPerSecond: 10,
  connectsBurst: 60,
};

/** The composition root: a store goes in, a relay comes out. */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const { store, config, emit } = options;
  const rates = options.rates ?? defaultRates;
  const directory = createDirectoryCache(store.directory);
  await directory.refresh();
  const credentials = createCredentials(await store.directory.secret());
  const registry = createSocketRegistry();
  const node = randomId('node').slice(0, 13);
  let publicUrl = config.publicUrl ?? '';
  let isDraining = false;

  const world: World = {
    store,
    node,
    sockets: registry,
    directory: directory.view,
    availability: (site) => floor.availability(site),
    newId: (prefix) => randomId(prefix),
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    emit,
  };
  const floor = createFloorWork(world);
  const fault = (error: unknown) =>
    emit({
      name: 'relay.fault',
      level: 'error',
      error: String(error),
      ...(error instanceof Error ? { stack: error.stack } : {}),
    });

  const hub = createHub(store.bus, (message, conversation, party) => {
    void onConversationBell(message, conversation, party, world).catch(fault);
  });
  const owners = createSessionOwners();
  const connections = new Set<RelaySocket>();
  const connectionWorld: ConnectionWorld = {
    conversations: store.conversations,
    hub,
    now: world.now,
    framesPerSecond: rates.framesPerSecond,
    framesBurst: rates.framesBurst,
    engagementOf: (view, party) => engagementForParty(view, party, world),
    onFault: fault,
    onClosed: (role, code) => emit({ name: 'socket.closed', level: 'debug', role, code }),
    claimSession: owners.claim,
    releaseSessions: owners.release,
  };
  const signIns = watchSignIns(world, fault);
  const repRole = createRepRole({
    world,
    registry,
    onArrived(party: RepParty, signIn: string) {
      signIns.watch(party, signIn);
      void floor.repConnected(party).catch(fault);
    },
    onLeft(party: RepParty) {
      signIns.forget(party);
      void floor.repDisconnected(party).catch(fault);
    },
  });

  const http = {
    world,
    publicUrl: () => publicUrl,
    isConsoleHost: (host: string) => isConsoleHost(host, publicUrl),
    isDemo: options.isDemo === true,
    isDraining: () => isDraining,
    widgetDir: options.widgetDir,
    consoleDir: options.consoleDir,
    addressOf: (request: Request) => addresses.get(request) ?? 'unknown',
  };
  /** The address a request came from, for routes that only see the Request. */
  const addresses = new WeakMap<Request, string>();
  const app = createApp(http, options.guest);
  const server = createServer(
    getRequestListener((request, env) => {
      addresses.set(request, addressOf((env as HttpBindings).incoming as IncomingMessage, config.trustedProxies));
      return app.fetch(request, env);
    }),
  );
  const sockets = createSocketServer();
  const connects = createKeyedBuckets(rates.connectsPerSecond, rates.connectsBurst);
  let socketCount = 0;

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      upgrade(request, socket, head);
    } catch (error) {
      fault(error);
      socket.destroy();
    }
  });

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (isDraining) return refuseUpgrade(socket, 503, 'stopping', { 'Retry-After': '1' });
    const waitMs = connects.take(addressOf(request, config.trustedProxies), world.now());
    if (waitMs > 0)
      return refuseUpgrade(socket, 429, 'too many connections', { 'Retry-After': String(Math.ceil(waitMs / 1000)) });
    const url = new URL(request.url ?? '/', 'http://relay');
    if (url.pathname === '/v1/socket') return upgradeVisitor(request, socket, head, url.searchParams.get('site') ?? '');
    if (url.pathname === '/v1/console/socket') return upgradeRep(request, socket, head);
    return refuseUpgrade(socket, 404, 'no socket here');
  }

  function upgradeVisitor(request: IncomingMessage, socket: Duplex, head: Buffer, id: string): void {
    const site = world.directory().site(id);
    if (site === undefined) return refuseUpgrade(socket, 404, 'unknown site');
    if (!site.isEnabled) return refuseUpgrade(socket, 403, 'site disabled');
    if (!isAllowedOrigin(originOf(request), site)) return refuseUpgrade(socket, 403, 'wrong origin');
    sockets.handleUpgrade(request, socket, head, (ws) => {
      keep((id2) =>
        serveConnection<VisitorParty>(
          ws,
          id2,
          createVisitorRole({ site: site.id, world, registry, credentials }),
          connectionWorld,
        ),
      );
    });
  }

  function upgradeRep(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!isConsoleHost(request.headers.host ?? '', publicUrl)) return refuseUpgrade(socket, 421, 'not the console');
    const origin = originOf(request);
    // A program without an origin is no browser and carries nobody's cookie; the ticket alone decides.
    if (origin !== undefined && !isConsoleHost(hostOf(origin) ?? '', publicUrl))
      return refuseUpgrade(socket, 403, 'wrong origin');
    sockets.handleUpgrade(request, socket, head, (ws) => {
      keep((id) => serveConnection<RepParty>(ws, id, repRole, connectionWorld));
    });
  }

  function keep(serve: (id: string) => RelaySocket): void {
    socketCount += 1;
    const connection = serve(`${node}/${socketCount}`);
    connections.add(connection);
    connection.onEnd(() => connections.delete(connection));
  }

  const refresh = () => {
    directory
      .refresh()
      .then((hasChanged) => {
        if (hasChanged) {
          floor.directoryChanged();
          signIns.check();
        }
      })
      .catch(fault);
  };
  const timers: NodeJS.Timeout[] = [];
  const undo: (() => void)[] = [];

  async function stop(): Promise<void> {
    for (const timer of timers.splice(0)) clearInterval(timer);
    for (const run of undo.splice(0)) run();
    signIns.close();
    await floor.stop();
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
      publicUrl = config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
      undo.push(await store.bus.listen('directory', refresh));
      undo.push(
        store.onReconnect(() => {
          refresh();
          hub.pullAll();
        }),
      );
      timers.push(
        setInterval(refresh, directoryPollMs),
        setInterval(() => hub.poll(world.now()), entryPollMs),
      );
      await floor.start();
      return { port, publicUrl };
    },
    async refresh() {
      if (await directory.refresh()) floor.directoryChanged();
    },
    async drain(withinMs) {
      isDraining = true;
      server.close();
      const afterMs = Math.min(5_000, withinMs / 3);
      for (const connection of connections) connection.send({ type: 'drain', afterMs });
      const end = Date.now() + withinMs - 1_000;
      while (connections.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
      for (const connection of connections) connection.close(1012, 'restart');
      await stop();
    },
    async close() {
      isDraining = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const connection of connections) connection.close(1012, 'restart');
      await stop();
      await closed;
    },
  };
}

/** The host of PUBLIC_URL, and on a machine of one's own every name of the loopback. `shop.localhost` is a shop. */
function isConsoleHost(host: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (host === own.host) return true;
  if (!isLoopback(own.hostname)) return false;
  const address = `http://${host}`;
  if (!URL.canParse(address)) return false;
  const given = new URL(address);
  return isLoopback(given.hostname) && given.port === own.port;
}
