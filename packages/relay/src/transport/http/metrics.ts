import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { fullness, isFilling } from '../../core/room.ts';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { HttpWorld } from './env.ts';
import { problem } from './problem.ts';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly value: number | undefined;
}

function count(all: Iterable<unknown>): number {
  let found = 0;
  for (const _ of all) found += 1;
  return found;
}

/** What the store says; nothing while it does not answer. */
async function ifAnswered<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return undefined;
    throw error;
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Figures of this node and of the store it stands on, those of the node also while that does not answer. None of them names anybody. */
async function figures({ world, keeping }: HttpWorld): Promise<readonly Metric[]> {
  const directory = world.directory();
  const visitors = directory.sites().map(({ id }) => count(world.sockets.visitorsAt(id)));
  const reps = directory.teams().map(({ id }) => count(world.sockets.teamOf(id)));
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  const [room, risks] =
    keeping === undefined ? [] : await Promise.all([ifAnswered(keeping.room()), ifAnswered(keeping.risks())]);
  return [
    { name: 'visitor_sockets', help: 'Sockets of visitors on this node.', value: sum(visitors) },
    { name: 'rep_sockets', help: 'Sockets of reps on this node.', value: sum(reps) },
    { name: 'resident_bytes', help: 'Memory of this process.', value: process.memoryUsage.rss() },
    {
      name: 'store_is_up',
      help: '1 while the store answers, else 0.',
      value: keeping === undefined ? undefined : Number(room !== undefined),
    },
    { name: 'store_used_bytes', help: 'What the store holds.', value: room?.usedBytes },
    { name: 'store_most_bytes', help: 'What the store may hold: maxmemory.', value: room?.mostBytes },
    { name: 'store_fullness', help: 'The share of it, from 0 to 1.', value: room && fullness(room) },
    {
      name: 'store_is_filling',
      help: '1 from 70 % on: full, it takes no message more.',
      value: room && Number(isFilling(room)),
    },
    {
      name: 'store_risks',
      help: 'Settings of the store under which acknowledged messages may be lost.',
      value: risks?.length,
    },
  ];
}

/** `/metrics`, in the text format of Prometheus, for whoever shows the key. */
export function metricsRoutes(http: HttpWorld): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) => {
    const { metricsKey } = http;
    if (metricsKey === undefined) return problem(c, 404, 'No metrics', 'Set METRICS_KEY, and show it here.');
    const shown = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(shown), digest(metricsKey)))
      return problem(c, 401, 'Key unknown', 'Show METRICS_KEY: Authorization: Bearer …');
    const lines = (await figures(http)).flatMap(({ name, help, value }) =>
      value === undefined
        ? []
        : [`# HELP tillside_${name} ${help}`, `# TYPE tillside_${name} gauge`, `tillside_${name} ${value}`],
    );
    return c.body(`${lines.join('\n')}\n`, 200, { 'content-type': 'text/plain; version=0.0.4' });
  });
  return app;
}
