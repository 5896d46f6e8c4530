import { createRepRole } from '../../packages/relay/src/transport/rep-role.ts';
import { createSocketRegistry } from '../../packages/relay/src/transport/socket-registry.ts';
import { createLinks } from '../../packages/relay/src/transport/links.ts';
import { pollEveryMs } from '../../packages/relay/src/transport/slow-poll.ts';
import type { Wire } from '../../packages/relay/src/transport/wire.ts';
import { createVisitorRole } from '../../packages/relay/src/transport/visitor-role.ts';
import type { DirectoryView, RelayEvent, World } from '../../packages/relay/src/handlers/types.ts';
import { StoreUnavailableError } from '../../packages/relay/src/ports/index.ts';
import type { Owner, Scheduler } from './scheduler.ts';
import { credentials, seals, site } from './shop.ts';
import type { Server } from './store/server.ts';

/** One relay process: all of the real one that is between a socket's text and the store's ports. */
export interface Node {
  readonly owner: Owner;
  readonly world: World;
  /** Takes no more sockets. */
  readonly isDraining: () => boolean;
  serve(kind: 'visitor' | 'rep', wire: Wire): void;
  /** As on SIGTERM: tells its sockets to move, and ends when they did or when time is up. */
  drain(onEnd: () => void): void;
}

export interface NodeOptions {
  readonly owner: Owner;
  readonly scheduler: Scheduler;
  readonly server: Server;
  readonly directory: DirectoryView;
  readonly newId: (prefix: string) => string;
  readonly onFault: (fault: string) => void;
}

/** How long a node has to be gone, and how long its sockets have to move. Shorter than an operator's, so that a life holds several. */
const drainMs = 6_000;

export function createNode({ owner, scheduler, server, directory, newId, onFault }: NodeOptions): Node {
  const store = server.connect(owner);
  const registry = createSocketRegistry();
  let isDraining = false;
  const fault = (error: unknown): void => {
    if (error instanceof StoreUnavailableError) return;
    onFault(`${owner.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  const world: World = {
    store,
    node: owner.name,
    seals,
    sockets: registry,
    directory: () => directory,
    availability: () => 'now',
    bands: () => ({ teams: {}, skills: {} }),
    newId,
    now: () => scheduler.now() + owner.skewMs,
    after(ms, run) {
      const timer = scheduler.after(ms, owner, run);
      return () => scheduler.cancel(timer);
    },
    emit: (event: RelayEvent) => {
      if (event.level === 'error') onFault(`${owner.name}: ${JSON.stringify(event)}`);
    },
  };
  const links = createLinks({ world, framesPerSecond: 10, framesBurst: 40, onFault: fault });
  const visitors = createVisitorRole({ site, country: undefined, world, registry, credentials });
  const reps = createRepRole({ world, registry, onArrived: () => {}, onLeft: () => {} });
  const poll = (): void => {
    scheduler.after(pollEveryMs, owner, () => {
      links.poll();
      poll();
    });
  };
  poll();
  store.onReconnect(links.storeIsBack);

  return {
    owner,
    world,
    isDraining: () => isDraining,
    serve(kind, wire) {
      if (kind === 'visitor') links.keep(wire, visitors);
      else links.keep(wire, reps);
    },
    drain(onEnd) {
      isDraining = true;
      links.drain(drainMs / 3);
      const endsAt = scheduler.now() + drainMs;
      const look = (): void => {
        if (!links.isEmpty() && scheduler.now() < endsAt) {
          scheduler.after(50, owner, look);
          return;
        }
        links.close();
        scheduler.after(500, owner, onEnd);
      };
      look();
    },
  };
}
