import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '@tillside/protocol';

/** An RFC 9457 answer. `detail` is for the developer who reads it: what to do. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
  more: Partial<Problem> = {},
): Response {
  const body: Problem = { type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }), ...more };
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
}
