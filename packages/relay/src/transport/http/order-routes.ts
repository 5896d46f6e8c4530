import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { orderRequest } from '@tillside/protocol/schema';
import { maskCardsIn } from '../../core/masking.ts';
import { recordOrder } from '../../handlers/orders/index.ts';
import { hashSecret } from '../passwords.ts';
import { createKeyedBuckets } from '../../core/token-bucket.ts';
import type { HttpWorld } from './env.ts';
import { problem } from './problem.ts';

/** `POST /v1/orders`: the shop's server confirms an order with the site's secret key. */
export function orderRoutes({ world, addressOf }: HttpWorld): Hono {
  const app = new Hono();
  const rate = createKeyedBuckets(50, 200);
  app.post(
    '/orders',
    bodyLimit({ maxSize: 65_536, onError: (c) => problem(c, 413, 'Too large', 'An order holds at most 64 KB.') }),
    async (c) => {
      const waitMs = rate.take(addressOf(c.req.raw), world.now());
      if (waitMs > 0) {
        c.header('retry-after', String(Math.ceil(waitMs / 1000)));
        return problem(c, 429, 'Too many requests');
      }
      const key = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
      if (key === undefined)
        return problem(c, 401, 'Secret key missing', "Send the site's secret key: Authorization: Bearer sk_…");
      const hash = hashSecret(key);
      const site = world
        .directory()
        .sites()
        .find((one) => one.secretKeyHashes.includes(hash));
      if (site === undefined)
        return problem(
          c,
          401,
          'Secret key unknown',
          'No site has this key. "tillside site init" prints it once; "tillside site key ID" makes a new one.',
        );
      let json: unknown;
      try {
        json = await c.req.json();
      } catch {
        return problem(c, 400, 'Not JSON', 'The body must be a JSON object.');
      }
      const parsed = orderRequest.safeParse(json);
      if (!parsed.success) {
        const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
        return problem(
          c,
          422,
          'The order does not fit',
          'Amounts are integers in minor units (cents); transactionId is required.',
          { problems },
        );
      }
      const record = await recordOrder(world, site.id, { source: 'server', order: maskCardsIn(parsed.data) });
      return c.json(record, 200);
    },
  );
  return app;
}
