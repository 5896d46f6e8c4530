import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Site } from '../ports/index.ts';

/** Answers an upgrade that is not wanted with a plain HTTP status; the socket never opens. */
export function refuseUpgrade(
  socket: Duplex,
  status: 400 | 403 | 404 | 421 | 429 | 503,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ type: 'about:blank', title: detail, status });
  const lines = [
    `HTTP/1.1 ${status} ${detail}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Exact match of scheme, host and port. A missing or `null` origin is none of a shop's pages. */
export function isAllowedOrigin(origin: string | undefined, site: Site): boolean {
  return origin !== undefined && origin !== 'null' && site.origins.includes(origin);
}

export function originOf(request: IncomingMessage): string | undefined {
  const { origin } = request.headers;
  return typeof origin === 'string' ? origin : undefined;
}

/** The host an origin names; `undefined` for `null` and whatever is no address. */
export function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
