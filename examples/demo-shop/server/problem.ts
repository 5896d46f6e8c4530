import type { Mistake } from './read-order.ts';

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly mistakes?: readonly Mistake[];
}

/** An answer in the shape of RFC 9457 that says what was wrong and where. */
export function problem({ status, code, title, mistakes }: Problem): Response {
  const body = { type: 'about:blank', status, code, title, ...(mistakes ? { mistakes } : {}) };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
}
