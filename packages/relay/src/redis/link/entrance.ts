import { createConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import type { Shards } from './shards.ts';

/** Whom to ask first. */
export interface Entrance {
  /** A fresh connection, each time to the next address: the one that was given, then those that were learnt. */
  readonly connect: () => Connection;
  /** Of the address that was taken last. */
  readonly host: () => string;
}

/** The same store at another address: with the same name, password and protection. */
export function at(url: string, address: string): string {
  const other = new URL(url);
  other.host = address;
  return other.href;
}

export function createEntrance(url: string, shards: Shards): Entrance {
  let tried = 0;
  let latest = url;
  return {
    connect() {
      const others = shards.masters().map((address) => at(url, address));
      const all = [url, ...others];
      latest = all[tried % all.length] ?? url;
      tried += 1;
      return createConnection(latest);
    },
    host: () => new URL(latest).hostname.replace(/^\[|\]$/g, ''),
  };
}
