import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { Reply } from './connection.ts';
import type { Link } from './link.ts';
import { firstKeyOf, readRedirect } from './shards.ts';
import type { Shards } from './shards.ts';

/** A failed master is looked after this often, until another holds its slots. */
const lookEveryMs = 250;
/** A slot that is led from one server to the next and on is not worth following further. */
const mostRedirects = 3;

export interface RoutedLinkOptions {
  /** To any server of the store: the only one, where there is no cluster. */
  readonly entry: Link;
  /** Host of the server that was asked last, for answers that leave it out. */
  readonly entryHost: () => string;
  /** Shared by all links of a store: what one of them learns, the others know. */
  readonly shards: Shards;
  readonly open: (address: string, onDown: (why: Error) => void, onUp: () => void) => Link;
  readonly onUp: () => void;
  readonly onDown: (why: Error) => void;
}

const hostOf = (address: string): string => address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');

/**
 * A link to a store of one server or of a cluster: each command goes to the master that holds its key. A master that fails is asked for in
 * vain until the cluster promoted another: what is asked meanwhile is rejected as for any store that is away.
 */
export function createRoutedLink({ entry, entryHost, shards, open, onUp, onDown }: RoutedLinkOptions): Link {
  const masters = new Map<string, Link>();
  let isClosed = false;
  let looking: Promise<void> | undefined;

  function linkTo(address: string): Link {
    const known = masters.get(address);
    if (known !== undefined) return known;
    const isCurrent = () => masters.get(address) === opened;
    const opened = open(
      address,
      (why) => {
        if (!isCurrent()) return;
        onDown(why);
        void look();
      },
      () => {
        if (isCurrent()) onUp();
      },
    );
    masters.set(address, opened);
    return opened;
  }

  /** Links to those who hold something now, and to nobody else. */
  function follow(): void {
    const wanted = shards.masters();
    for (const address of wanted) linkTo(address);
    for (const [address, link] of masters) {
      if (wanted.includes(address)) continue;
      masters.delete(address);
      void link.close();
    }
    onUp();
  }

  /** Asks whoever answers who holds what; each time another one first, for one that was cut off believes what was. */
  async function learn(): Promise<void> {
    const others = [...masters].map(([address, link]) => [hostOf(address), link] as const);
    for (const [host, link] of [[entryHost(), entry] as const, ...others].sort(() => Math.random() - 0.5)) {
      if (!link.isUp()) continue;
      try {
        shards.learn(await link.send(['CLUSTER', 'SLOTS']), host);
        if (!isClosed) follow();
        return;
      } catch {
        // The next one may know.
      }
    }
  }

  /** Until every part of the store can be reached. */
  function look(): Promise<void> {
    looking ??= (async () => {
      do {
        await learn();
        if (isUp()) break;
        await delay(lookEveryMs);
      } while (!isClosed);
      looking = undefined;
    })();
    return looking;
  }

  function isUp(): boolean {
    return masters.size === 0 ? entry.isUp() : [...masters.values()].every((link) => link.isUp());
  }

  const anyLink = (): Link => (entry.isUp() ? entry : [...masters.values()].find((link) => link.isUp())) ?? entry;

  async function send(args: readonly string[]): Promise<Reply> {
    if (isClosed) throw new StoreUnavailableError('The store is closed.');
    const key = firstKeyOf(args);
    if (key === undefined) return anyLink().send(args);
    let owner = shards.ownerOf(key);
    let isAsking = false;
    for (let redirects = 0; ; redirects += 1) {
      try {
        return await (owner === undefined ? entry : linkTo(owner)).send(args, isAsking);
      } catch (error) {
        // A server that sends us on did nothing of what was asked.
        const reason =
          error instanceof StoreUnavailableError && error.cause instanceof Error ? error.cause.message : '';
        const redirect = readRedirect(reason, owner === undefined ? entryHost() : hostOf(owner));
        if (redirect === undefined || redirects === mostRedirects || isClosed) throw error;
        ({ address: owner } = redirect);
        isAsking = redirect.kind === 'ASK';
        if (!isAsking) shards.move(redirect.slot, owner);
        void look();
      }
    }
  }

  return {
    send,
    run: (use) => anyLink().run(use),
    nodes: () => (masters.size === 0 ? [entry] : [...masters.values()]),
    drop(why) {
      for (const link of [entry, ...masters.values()]) link.drop(why);
    },
    isUp,
    async untilUp(withinMs) {
      const until = performance.now() + withinMs;
      await entry.untilUp(withinMs);
      if (shards.masters().length > 0) follow();
      await Promise.all([...masters.values()].map((link) => link.untilUp(Math.max(0, until - performance.now()))));
    },
    async close() {
      isClosed = true;
      await Promise.all([entry, ...masters.values()].map((link) => link.close()));
    },
  };
}
