import { Hono } from 'hono';
import type { Context } from 'hono';
import { FLOATING, IMMUTABLE, isImmutable, openToShops, serveAsset } from './assets.ts';
import { bootOf } from './boot.ts';
import type { HttpWorld } from './env.ts';
import { problem } from './problem.ts';

/** What a shop's page may read from another origin: the script, `boot`, the playbook, pictures. No cookie is ever set or read here. */
export function visitorRoutes(http: HttpWorld): Hono {
  const { world, widgetDir } = http;
  const app = new Hono();
  app.use('*', openToShops);

  const file = async (c: Context, name: string, cache: string) =>
    (await serveAsset(c, widgetDir, name, { 'cache-control': cache })) ??
    problem(
      c,
      404,
      'No such file',
      `${name} is not part of the widget. The script tag's address ends in /v1/loader.js.`,
    );
  app.get('/loader.js', (c) => file(c, 'loader.js', FLOATING));
  app.get('/assets/:name', (c) => {
    const name = c.req.param('name');
    return file(c, name, isImmutable(name) ? IMMUTABLE : FLOATING);
  });

  app.get('/sites/:site/boot', (c) => {
    const site = world.directory().site(c.req.param('site'));
    if (site === undefined) {
      return problem(
        c,
        404,
        'Unknown site',
        `There is no site "${c.req.param('site')}" on this relay. Check data-site in the script tag; "tillside site snippet" prints it.`,
      );
    }
    if (!site.isEnabled)
      return problem(
        c,
        403,
        'Site disabled',
        `${site.id} is switched off. Set "enabled": true in its site file and apply it.`,
      );
    const origin = c.req.header('origin');
    if (origin !== undefined && !site.origins.includes(origin)) {
      return problem(
        c,
        403,
        'Wrong origin',
        `${site.id} does not list the origin ${origin}. Add it to "origins" in the site file and apply it: tillside site apply FILE.`,
      );
    }
    return c.json(bootOf(site, http), 200, { 'cache-control': 'public, max-age=5', vary: 'origin' });
  });

  app.get('/sites/:site/playbook/:file', async (c) => {
    const version = c.req.param('file').replace(/\.json$/, '');
    const json = await world.store.directory.playbook(c.req.param('site'), version);
    if (json === undefined)
      return problem(c, 404, 'Unknown playbook', 'The address of the published playbook is in boot.');
    return c.body(json, 200, { 'content-type': 'application/json', 'cache-control': IMMUTABLE });
  });

  app.get('/reps/:rep/picture', (c) => {
    const { picture, showsPicture } = world.directory().rep(c.req.param('rep')) ?? {};
    // Switched off it is the console's alone, which knows its version; no visitor is told that.
    const isOff = showsPicture === false && c.req.query('v') !== picture?.version;
    if (picture === undefined || isOff) return problem(c, 404, 'No picture');
    return c.body(new Uint8Array(Buffer.from(picture.base64, 'base64')), 200, {
      'content-type': picture.type,
      'cache-control': c.req.query('v') === undefined ? FLOATING : IMMUTABLE,
      // An SVG opened by its own address must not run anything.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
  });
  return app;
}
