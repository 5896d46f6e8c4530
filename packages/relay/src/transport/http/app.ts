import { Hono } from 'hono';
import { StoreUnavailableError } from '../../ports/index.ts';
import { consoleApi } from './console-api.ts';
import { consolePages } from './console-pages.ts';
import type { HttpWorld } from './env.ts';
import { fileRoutes } from './files/routes.ts';
import { healthRoutes } from './health.ts';
import { helpRoutes } from './help/routes.ts';
import { metricsRoutes } from './metrics.ts';
import { orderRoutes } from './order-routes.ts';
import { problem } from './problem.ts';
import { rememberRoutes } from './remember.ts';
import { versionRoutes } from './versions.ts';
import { visitorRoutes } from './visitor-routes.ts';

/** A further site served by the same process, e.g. the demo shop; `undefined`: not its address. */
export type Guest = (request: Request) => Promise<Response | undefined>;

const withoutFiles = (text: string) => text.replaceAll(/fil_[0-9a-f]+/g, 'fil_***');

/** Everything the relay answers over HTTP. */
export function createApp(http: HttpWorld, guest: Guest | undefined): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    http.world.emit({
      name: 'http.fault',
      level: 'error',
      // Whoever knows a file's id may fetch it: a log must not be such a one.
      path: withoutFiles(c.req.path),
      error: withoutFiles(String(error)),
      ...(error instanceof Error ? { stack: withoutFiles(error.stack ?? '') } : {}),
    });
    return error instanceof StoreUnavailableError
      ? problem(c, 503, 'The store does not answer', 'Nothing was lost; ask again.')
      : problem(c, 500, 'A fault of the relay', "It is in the relay's log.");
  });
  app.route('/', healthRoutes(http));
  app.route('/', metricsRoutes(http));

  /** The console lives on the relay's own host only: a shop's page must never share an origin with it. */
  const consoleOnly = new Hono();
  consoleOnly.use('*', async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!http.isConsoleHost(host))
      return problem(c, 421, "Not the console's host", `The console is at ${http.publicUrl()}/console/.`);
    return next();
  });
  consoleOnly.route('/v1/console', consoleApi(http));
  consoleOnly.get('/console', (c) => c.redirect('/console/'));
  consoleOnly.route('/console', consolePages(http));
  app.on(['GET', 'POST', 'PUT', 'DELETE'], ['/console', '/console/*', '/v1/console/*'], (c) =>
    consoleOnly.fetch(c.req.raw, c.env),
  );

  app.route('/help', helpRoutes(http));
  app.route('/', versionRoutes(http));
  app.route('/v1', orderRoutes(http));
  app.route('/v1', fileRoutes(http));
  app.route('/v1', rememberRoutes(http));
  app.route('/v1', visitorRoutes(http));
  app.notFound(async (c) => {
    const answer = await guest?.(c.req.raw);
    if (answer !== undefined) return answer;
    return problem(
      c,
      404,
      'Not found',
      'The script is at /v1/loader.js, the console at /console/, health at /livez and /readyz.',
    );
  });
  return app;
}
