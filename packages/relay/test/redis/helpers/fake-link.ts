import { createClient } from 'redis';
import type { Reply } from '../../../src/redis/link/connection.ts';
import type { Link } from '../../../src/redis/link/link.ts';
import { scriptNamed } from '../../../src/redis/script/define.ts';

/** The script that a command asks, or the command's own name. */
export function nameOf([name = '', sha = '']: readonly string[]): string {
  return scriptNamed(sha) ?? name;
}

/** A link of which only commands are asked, and these are answered by this. */
export function linkOf(send: Link['send'], rest: Partial<Link> = {}): Link {
  return {
    send,
    run: () => Promise.reject(new Error('not asked for')),
    drop: () => {},
    nodes: () => [],
    isUp: () => true,
    untilUp: () => Promise.resolve(),
    close: () => Promise.resolve(),
    ...rest,
  };
}

export async function connectedTo(url: string) {
  const client = createClient({ url, RESP: 2 });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** A link of one connection, on which something else happens right before a script or command is asked, each time that it is. */
export async function interrupted(url: string, name: string, meanwhile: () => Promise<unknown>): Promise<Link> {
  const client = await connectedTo(url);
  return linkOf(
    async (args) => {
      if (nameOf(args) === name) {
        // Whatever was asked before is answered.
        await client.ping();
        await meanwhile();
      }
      return client.sendCommand<Reply & string>([...args]);
    },
    { close: async () => client.destroy() },
  );
}
