import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { createKeyedBuckets } from '../../../core/token-bucket.ts';
import { openThread } from '../../../handlers/open-thread.ts';
import type { Site } from '../../../ports/index.ts';
import { hostOf } from '../../upgrade.ts';
import type { HttpWorld } from '../env.ts';
import { problem } from '../problem.ts';
import { helpPage } from './page.ts';
import { helpIcon, helpStyle } from './style.ts';

const script = readFileSync(join(import.meta.dirname, 'help.client.js'), 'utf8');

const immutable = 'public, max-age=31536000, immutable';

/** Nothing but the relay's own files runs here; pictures may be the shop's, for products that reps show. */
function policyOf(site: Site, publicUrl: string): string {
  const relay = new URL(publicUrl);
  const socket = `${relay.protocol === 'https:' ? 'wss' : 'ws'}://${relay.host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data: blob:", ...site.origins].join(' '),
    `connect-src 'self' ${socket}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const asked = z.object({ token: z.string().max(1_000) });

/** `/help/SITE`: a site's service page. It lives on the relay's own address, as the console does, and never shares a thing with it. */
export function helpRoutes(http: HttpWorld): Hono {
  const { world, credentials, threads } = http;
  const app = new Hono();
  // Nobody guesses a signature; but each link that is asked for again is looked up.
  const presses = createKeyedBuckets(0.5, 20);
  const siteOf = (c: Context) => {
    const site = world.directory().site(c.req.param('site') ?? '');
    return site?.isEnabled === true ? site : undefined;
  };
  const versionOf = (style: string) =>
    createHash('sha256').update(style).update(script).digest('base64url').slice(0, 12);
  const unknown = (c: Context) => problem(c, 404, 'Unknown site', 'The address is /help/ and the id of a site.');

  app.get('/:site', (c) => {
    const site = siteOf(c);
    if (site === undefined) return unknown(c);
    if (!http.isConsoleHost(c.req.header('host') ?? '')) {
      const { search } = new URL(c.req.url);
      return c.redirect(`${http.publicUrl()}/help/${site.id}${search}`);
    }
    const directory = world.directory();
    const team = site.route.map((step) => directory.team(step.team)).find((one) => one !== undefined);
    const html = helpPage({ site, team, version: versionOf(helpStyle(site.accent)) });
    return c.body(html, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(site, http.publicUrl()),
      'cache-control': 'no-cache',
      // Nobody is told which shop's help somebody looked for.
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  app.get('/:site/style.css', (c) => {
    const site = siteOf(c);
    if (site === undefined) return unknown(c);
    return c.body(helpStyle(site.accent), 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': immutable,
    });
  });

  app.get('/:site/icon.svg', (c) => {
    const site = siteOf(c);
    if (site === undefined) return unknown(c);
    return c.body(helpIcon(site.accent), 200, { 'content-type': 'image/svg+xml', 'cache-control': immutable });
  });

  app.get('/:site/help.js', (c) =>
    c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': immutable }),
  );

  /** A mailed link is followed by scanners as well: it is used up by the visitor's press alone, which is this. */
  app.post('/:site/thread', bodyLimit({ maxSize: 2_000 }), async (c) => {
    c.header('cache-control', 'no-store');
    const site = siteOf(c);
    if (site === undefined) return unknown(c);
    if (!http.isConsoleHost(hostOf(c.req.header('origin') ?? '') ?? '')) return problem(c, 403, 'Wrong origin');
    const waitMs = presses.take(http.addressOf(c.req.raw), world.now());
    if (waitMs > 0) {
      c.header('retry-after', String(Math.ceil(waitMs / 1000)));
      return problem(c, 429, 'Too many links', 'Wait a moment and press again.');
    }
    const body = asked.safeParse(await c.req.json().catch(() => undefined));
    const link = body.success ? threads.verify(body.data.token, world.now()) : undefined;
    if (link === undefined || link.site !== site.id)
      return problem(c, 410, 'No such link', 'It is altered, or too old.');
    const answer = await openThread(link, world);
    if (answer !== 'opened') return problem(c, 410, 'No such link', 'It was opened before.');
    const { visitor, generation } = link;
    return c.json({ credential: credentials.issue({ site: site.id, visitor, generation, issuedAt: world.now() }) });
  });
  return app;
}
