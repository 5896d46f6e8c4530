import { Hono } from 'hono';
import { isImmutable, readAsset } from './assets.ts';
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
    const name = c.req.path.replace(/^\/console\/?/, '');
    const asset = name.includes('.') ? await readAsset(consoleDir, name) : await readAsset(consoleDir, 'index.html');
    if (asset === undefined)
      return problem(
        c,
        404,
        'No such file',
        name.includes('.') ? undefined : 'The console is not built: run "pnpm build".',
      );
    const cache = isImmutable(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
    return c.body(asset.bytes, 200, {
      ...headers,
      'content-type': asset.type,
      'cache-control': cache,
      etag: asset.etag,
    });
  });
  return app;
}
