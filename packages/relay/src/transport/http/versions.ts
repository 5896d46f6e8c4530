import { join } from 'node:path';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { IMMUTABLE, openToShops, serveAsset } from './assets.ts';
import type { HttpWorld } from './env.ts';
import { problem } from './problem.ts';

/** One version of the widget, `1.2.3`. */
const VERSION = ':version{[0-9]+\\.[0-9]+\\.[0-9]+}';

/**
 * The widget under an address that never changes what it says: `/1.2.3/loader.js`, its parts, and `/1.2.3/integrity.json` with the hash of
 * each, for shops that let their pages' browsers check what they load. Answers as long as the version's files are there.
 */
export function versionRoutes({ widgetDir }: HttpWorld): Hono {
  const app = new Hono();
  app.use(`/${VERSION}/*`, openToShops);
  const file = async (c: Context, name: string, folder = '.') => {
    const version = c.req.param('version') ?? '';
    return (
      (await serveAsset(c, join(widgetDir, version, folder), name, { 'cache-control': IMMUTABLE })) ??
      problem(
        c,
        404,
        'No such version or file',
        `This relay has no ${name} of version ${version}. "tillside site snippet --integrity" prints the address of the one it has.`,
      )
    );
  };
  app.get(`/${VERSION}/loader.js`, (c) => file(c, 'loader.js'));
  app.get(`/${VERSION}/integrity.json`, (c) => file(c, 'integrity.json'));
  app.get(`/${VERSION}/assets/:name`, (c) => file(c, c.req.param('name'), 'assets'));
  return app;
}
