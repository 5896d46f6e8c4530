import { setTimeout as delay } from 'node:timers/promises';
import { startRedisServer } from './redis-server.ts';
import type { RedisServer, RedisServerOptions } from './redis-server.ts';

const slotCount = 16_384;

export interface RedisClusterOptions extends Pick<RedisServerOptions, 'settings' | 'files' | 'env'> {
  /** Default 3. */
  readonly masters?: number;
  /** Of each master. Default 0. */
  readonly replicas?: number;
}

export interface RedisCluster {
  /** Of the first node; any of them knows the others. */
  readonly url: string;
  /** The masters in the order of their slots, then the first one's replicas and so on, as it was started. */
  readonly nodes: readonly RedisServer[];
  /** Forgets everything, on every master. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** A node's answer to a question in Lua, which can look into a long answer: its first line. */
const asked = (node: RedisServer, lua: string): Promise<string> => node.command('EVAL', `return ${lua}`, '0');

/** Waits until each of the nodes answers as it should. */
async function until(what: string, nodes: readonly RedisServer[], lua: string, wanted: string): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    const answers = await Promise.all(nodes.map((node) => asked(node, lua).catch(() => '')));
    if (answers.every((answer) => answer === wanted)) return;
    await delay(25);
  }
  throw new Error(`the cluster did not come together within 60 s: ${what}`);
}

/** A real Redis Cluster on this machine, put together as `redis-cli --cluster create` does it, but without its waits. */
export async function startRedisCluster(options: RedisClusterOptions = {}): Promise<RedisCluster> {
  const { masters = 3, replicas = 0, ...rest } = options;
  const count = masters * (1 + replicas);
  const nodes = await Promise.all(
    Array.from({ length: count }, () => startRedisServer({ ...rest, isCluster: true, isPart: true })),
  );
  const [first] = nodes;
  if (first === undefined) throw new Error('a cluster has at least one node');
  const answerOk = async (node: RedisServer, ...words: readonly string[]) => {
    const answer = await node.command(...words);
    if (answer !== '+OK') throw new Error(`CLUSTER: ${words.join(' ')}: ${answer}`);
  };
  for (const [index, node] of nodes.entries()) {
    // Different from the start, so that nobody has to settle whose word counts.
    await answerOk(node, 'CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
    if (index >= masters) continue;
    const [from, to] = [index, index + 1].map((part) => Math.floor((part * slotCount) / masters));
    await answerOk(node, 'CLUSTER', 'ADDSLOTSRANGE', String(from), String((to ?? 0) - 1));
  }
  for (const node of nodes.slice(1))
    await answerOk(node, 'CLUSTER', 'MEET', '127.0.0.1', String(first.port), String(first.clusterPort));
  const known = "tonumber(redis.call('CLUSTER', 'INFO'):match('cluster_known_nodes:(%d+)'))";
  await until('the nodes know each other', nodes, known, `:${count}`);
  for (const [index, replica] of nodes.slice(masters).entries()) {
    const master = nodes[Math.floor(index / replicas)] ?? first;
    const id = (await asked(master, "redis.status_reply(redis.call('CLUSTER', 'MYID'))")).slice(1);
    await answerOk(replica, 'CLUSTER', 'REPLICATE', id);
  }
  const isServed = "redis.call('CLUSTER', 'INFO'):match('cluster_state:ok')";
  await until('every slot is served', nodes, `${isServed} and 1 or 0`, ':1');
  const follows = "redis.call('INFO', 'replication'):match('master_link_status:up')";
  await until('replicas follow', nodes.slice(masters), `${follows} and 1 or 0`, ':1');
  return {
    url: first.url,
    nodes,
    async flush() {
      await Promise.all(nodes.slice(0, masters).map((node) => node.flush()));
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}
