import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FloorWork } from '../handlers/floor/index.ts';
import type { RepParty, VisitorParty, World } from '../handlers/types.ts';
import { addressOf, countryOf, networkOf } from './address.ts';
import type { Role } from './role.ts';
import type { Credentials } from './credentials.ts';
import { createLinks } from './links.ts';
import { createRepRole } from './rep-role.ts';
import { watchSignIns } from './sign-in-watch.ts';
import { createSocketServer } from './socket-server.ts';
import type { SocketRegistry } from './socket-registry.ts';
import { createKeyedBuckets } from '../core/token-bucket.ts';
import { hostOf, isAllowedOrigin, originOf, refuseUpgrade } from './upgrade.ts';
import { createHttpLink } from './stream/http-link.ts';
import { createVisitorRole } from './visitor-role.ts';
import { WebSocketWire } from './web-socket-wire.ts';
import type { Site } from '../ports/index.ts';

/** What a socket may send, and an address may open. */
export interface Rates {
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  readonly connectsPerSecond: number;
  readonly connectsBurst: number;
}

export interface LinkServerOptions {
  readonly world: World;
  readonly floor: FloorWork;
  readonly registry: SocketRegistry;
  readonly credentials: Credentials;
  readonly rates: Rates;
  readonly trustedProxies: number;
  readonly countryHeader: string | undefined;
  readonly isConsoleHost: (host: string) => boolean;
  readonly onFault: (error: unknown) => void;
}

/** Of an upgrade's socket that failed. One for all, for it stays with the socket. */
function destroy(this: Duplex): void {
  this.destroy();
}

/** Every socket and stream of this node: who may open one, and what all of them share. */
export interface LinkServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The same over plain HTTP. False: not a request of the link's. */
  request(request: IncomingMessage, response: ServerResponse): boolean;
  /** The store was away: every socket reads on, and attaches again where something happened lately. */
  storeIsBack(): void;
  /** The slow poll, for bells that were lost. */
  poll(): void;
  /** The directory changed: whoever may not stay goes, and nobody hears more of what they may not see. */
  check(): void;
  /** Takes no more and tells those here to move within `afterMs`. */
  drain(afterMs: number): void;
  isEmpty(): boolean;
  /** Ends what is left. */
  close(): void;
}

export function createLinkServer(options: LinkServerOptions): LinkServer {
  const { world, floor, registry, credentials, rates, trustedProxies, countryHeader, isConsoleHost, onFault } = options;
  const sockets = createSocketServer();
  const connects = createKeyedBuckets(rates.connectsPerSecond, rates.connectsBurst);
  const signIns = watchSignIns(world, onFault);
  const { framesPerSecond, framesBurst } = rates;
  const links = createLinks({ world, framesPerSecond, framesBurst, onFault });
  const repRole = createRepRole({
    world,
    registry,
    onArrived(party, signIn) {
      signIns.watch(party, signIn);
      floor.repConnected(party).catch(onFault);
    },
    onLeft(party) {
      signIns.forget(party);
      floor.repDisconnected(party).catch(onFault);
    },
  });
  let isDraining = false;

  /** The site whose page this is, or why it may not speak to one. */
  function admit(request: IncomingMessage, id: string): Site | { readonly status: 403 | 404; readonly detail: string } {
    const site = world.directory().site(id);
    if (site === undefined) return { status: 404, detail: 'unknown site' };
    if (!site.isEnabled) return { status: 403, detail: 'site disabled' };
    const origin = originOf(request);
    // The relay's own address has the site's service page.
    const isOwn = origin !== undefined && isConsoleHost(hostOf(origin) ?? '');
    return isOwn || isAllowedOrigin(origin, site) ? site : { status: 403, detail: 'wrong origin' };
  }

  /** One for all visitors of a site from a country. */
  const visitorRoles = new Map<string, Role<VisitorParty>>();
  function roleOf(request: IncomingMessage, { id: site }: Site): Role<VisitorParty> {
    const country = countryOf(request, countryHeader);
    const key = `${site} ${country ?? ''}`;
    const known = visitorRoles.get(key) ?? createVisitorRole({ site, country, world, registry, credentials });
    visitorRoles.set(key, known);
    return known;
  }

  const takeConnect = (request: IncomingMessage): number =>
    connects.take(networkOf(addressOf(request, trustedProxies)), world.now());

  function upgradeVisitor(request: IncomingMessage, socket: Duplex, head: Buffer, id: string): void {
    const site = admit(request, id);
    if ('status' in site) return refuseUpgrade(socket, site.status, site.detail);
    const role = roleOf(request, site);
    sockets.handleUpgrade(request, socket, head, (ws) => links.keep<VisitorParty>(new WebSocketWire(ws, socket), role));
  }

  const onHttp = createHttpLink({
    world,
    credentials,
    framesPerSecond,
    framesBurst,
    admit,
    takeConnect,
    roleOf,
    keep: (wire, role) => links.keep<VisitorParty>(wire, role),
    isDraining: () => isDraining,
    onFault,
  });

  function upgradeRep(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!isConsoleHost(request.headers.host ?? '')) return refuseUpgrade(socket, 421, 'not the console');
    const origin = originOf(request);
    // A program without an origin is no browser and carries nobody's cookie; the ticket alone decides.
    const isOwn = origin === undefined || isConsoleHost(hostOf(origin) ?? '');
    if (!isOwn) return refuseUpgrade(socket, 403, 'wrong origin');
    sockets.handleUpgrade(request, socket, head, (ws) => links.keep<RepParty>(new WebSocketWire(ws, socket), repRole));
  }

  function route(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (isDraining) return refuseUpgrade(socket, 503, 'stopping', { 'Retry-After': '1' });
    const waitMs = takeConnect(request);
    if (waitMs > 0) {
      return refuseUpgrade(socket, 429, 'too many connections', { 'Retry-After': String(Math.ceil(waitMs / 1000)) });
    }
    const url = new URL(request.url ?? '/', 'http://relay');
    if (url.pathname === '/v1/socket') return upgradeVisitor(request, socket, head, url.searchParams.get('site') ?? '');
    if (url.pathname === '/v1/console/socket') return upgradeRep(request, socket, head);
    return refuseUpgrade(socket, 404, 'no socket here');
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', destroy);
      try {
        route(request, socket, head);
      } catch (error) {
        onFault(error);
        socket.destroy();
      }
    },
    request: onHttp,
    storeIsBack: links.storeIsBack,
    poll: links.poll,
    check() {
      signIns.check();
      links.check();
    },
    drain(afterMs) {
      isDraining = true;
      links.drain(afterMs);
    },
    isEmpty: links.isEmpty,
    close() {
      isDraining = true;
      links.close();
      signIns.close();
    },
  };
}
