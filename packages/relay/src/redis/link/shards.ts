import type { Reply } from './connection.ts';
import { slotOf } from '../slot.ts';

/** Which master of a cluster holds which slot. Empty for a server that holds everything. */
export interface Shards {
  /** The address, `host:port`, of whoever holds this key, as far as is known. */
  ownerOf(key: string): string | undefined;
  /** Every address that holds a part, each once. */
  masters(): readonly string[];
  /** Takes what a server answered to CLUSTER SLOTS; `asked` is that server's own host, for one that does not know its name. */
  learn(reply: Reply, asked: string): void;
  /** A slot is elsewhere than was thought. */
  move(slot: number, address: string): void;
}

/** An IPv6 address has colons of its own. */
const addressOf = (host: string, port: string): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Where a server sends us: `MOVED 3999 127.0.0.1:6381`; without a host it is the host that was asked. */
export function readRedirect(
  message: string,
  asked: string,
): { readonly kind: 'MOVED' | 'ASK'; readonly slot: number; readonly address: string } | undefined {
  const [, kind, slot, host = '', port = ''] = /^(MOVED|ASK) (\d+) (.*):(\d+)$/.exec(message) ?? [];
  if (kind !== 'MOVED' && kind !== 'ASK') return undefined;
  return { kind, slot: Number(slot), address: addressOf(host === '' ? asked : host, port) };
}

/**
 * The key by which a command finds its server. All keys of one command lie in one slot, so the first stands for them.
 *
 * @returns nothing for a command that any server answers
 */
export function firstKeyOf([name = '', ...args]: readonly string[]): string | undefined {
  if (/^(PING|PUBLISH|CLUSTER|INFO|CONFIG|SCAN|SCRIPT|BGREWRITEAOF|BGSAVE)$/.test(name)) return undefined;
  if (!name.startsWith('EVAL')) return args[0];
  return args[1] === '0' ? undefined : args[2];
}

export function createShards(): Shards {
  let owners: readonly string[] = [];
  return {
    ownerOf: (key) => owners[slotOf(key)],
    masters: () => [...new Set(owners.filter((owner) => owner !== undefined))],
    learn(reply, asked) {
      const next: string[] = [];
      for (const row of Array.isArray(reply) ? (reply as readonly Reply[]) : []) {
        const [from, to, master] = row as readonly [number, number, readonly Reply[]];
        const [host, port] = master;
        // `?`: a server that does not know its own name says so, or nothing.
        const isNamed = typeof host === 'string' && host !== '' && host !== '?';
        for (let slot = from; slot <= to; slot += 1) next[slot] = addressOf(isNamed ? host : asked, String(port));
      }
      owners = next;
    },
    move(slot, address) {
      if (owners[slot] === address) return;
      const next = [...owners];
      next[slot] = address;
      owners = next;
    },
  };
}
