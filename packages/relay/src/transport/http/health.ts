import { Hono } from 'hono';
import type { HttpWorld } from './env.ts';

/** `/livez`: the process turns. `/readyz`: the store answers and the node is neither starting nor stopping. */
export function healthRoutes({ world, isDraining, isReady }: HttpWorld): Hono {
  const app = new Hono();
  app.get('/livez', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    if (isDraining()) return c.json({ ok: false, reason: 'stopping' }, 503);
    if (!isReady()) return c.json({ ok: false, reason: 'starting' }, 503);
    try {
      await world.store.ping();
    } catch {
      return c.json({ ok: false, reason: `the ${world.store.kind} store does not answer` }, 503);
    }
    return c.json({ ok: true, store: world.store.kind, node: world.node });
  });
  return app;
}
