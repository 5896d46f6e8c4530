import { Hono } from 'hono';
import { isImmutable, serveAsset } from './assets.ts';
import type { HttpWorld } from './env.ts';
import { problem } from './problem.ts';

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** The console's built files. Every path without a file is the application itself, which reads its own address. */
export function consolePages({ consoleDir }: HttpWorld): Hono {
  const app = new Hono();
  app.get('*', async (c) => {
    const path = c.req.path.replace(/^\/console\/?/, '');
    const isFile = path.includes('.');
    const cache = isImmutable(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    const answer = await serveAsset(c, consoleDir, isFile ? path : 'index.html', {
      ...headers,
      'cache-control': cache,
    });
    const mend = isFile ? undefined : 'The console is not built: run "pnpm build".';
    return answer ?? problem(c, 404, 'No such file', mend);
  });
  return app;
}
