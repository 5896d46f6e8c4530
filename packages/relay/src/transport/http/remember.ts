import { Hono } from 'hono';
import type { Context } from 'hono';
import { limits } from '@tillside/protocol';
import { isAllowedOrigin } from '../upgrade.ts';
import { readCookie } from './cookies.ts';
import type { HttpWorld } from './env.ts';
import { problem } from './problem.ts';

/** A visitor's signed credential, and the day until which the visitor does not want to be asked. */
const shape = /^([\w.-]{1,500})(?:~\d{1,6})?$/;
const mostBytes = 600;
export const rememberedDays = 180;
const daySeconds = 86_400;

/**
 * `/v1/remember/SITE`: keeps a visitor's credential in a first-party HttpOnly cookie, where the relay has a subdomain of the shop and the
 * site's `rememberUrl` names this address. The widget asks only after consent. GET answers it, POST sets it, DELETE removes it.
 */
export function rememberRoutes(http: HttpWorld): Hono {
  const { world } = http;
  const app = new Hono();

  const setCookie = (c: Context, site: string, value: string, days: number): void => {
    const isSecure = http.publicUrl().startsWith('https:');
    c.header(
      'set-cookie',
      `tillside_${site}=${value}; Path=/v1/remember/${site}; HttpOnly; SameSite=Lax; Max-Age=${days * daySeconds}${isSecure ? '; Secure' : ''}`,
    );
  };

  app.all('/remember/:site', async (c) => {
    const site = world.directory().site(c.req.param('site'));
    if (site?.rememberUrl === undefined || !site.isEnabled)
      return problem(c, 404, 'Nothing is remembered here', 'Set "rememberUrl" in the site file and apply it.');
    const origin = c.req.header('origin');
    // The cookie comes along by itself: nobody else may have it read, changed or removed.
    if (origin !== undefined) {
      if (!isAllowedOrigin(origin, site))
        return problem(c, 403, 'Wrong origin', `${site.id} does not list the origin ${origin}.`);
      c.header('access-control-allow-origin', origin);
      c.header('access-control-allow-credentials', 'true');
      c.header('vary', 'origin');
    }
    c.header('cache-control', 'no-store');
    if (c.req.method === 'OPTIONS')
      return c.body(null, 204, {
        'access-control-allow-methods': 'GET, POST, DELETE',
        'access-control-max-age': '7200',
      });
    // Browsers name the origin of whatever is not a plain request of the same origin.
    if (origin === undefined && (c.req.method !== 'GET' || c.req.header('sec-fetch-site') !== 'same-origin'))
      return problem(c, 403, 'Wrong origin', 'Only a page of the shop may ask.');

    if (c.req.method === 'GET') {
      const value = readCookie(c.req.header('cookie'), `tillside_${site.id}`);
      return value !== undefined && shape.test(value) ? c.text(value) : c.body(null, 204);
    }
    if (c.req.method === 'DELETE') {
      setCookie(c, site.id, '', 0);
      return c.body(null, 204);
    }
    if (c.req.method !== 'POST') return problem(c, 405, 'No such method');
    if (Number(c.req.header('content-length') ?? mostBytes + 1) > mostBytes)
      return problem(c, 413, 'Too long', `At most ${mostBytes} bytes.`);
    const value = await c.req.text();
    const credential = http.credentials.verify(
      shape.exec(value)?.[1] ?? '',
      world.now(),
      limits.credentialRememberedMs,
    );
    if (credential?.site !== site.id) return problem(c, 400, 'No credential of this site');
    setCookie(c, site.id, value, rememberedDays);
    return c.body(null, 204);
  });
  return app;
}
