import type { IncomingMessage } from 'node:http';

/** How many proxies in front of us may be believed; 0 takes the socket's own address. */
export function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return forwarded.at(-trustedProxies) ?? direct;
}

/**
 * The visitor's country as the operator's own proxy tells it, ISO 3166-1 alpha-2. Two letters or nothing: `XX` is what proxies say where
 * they do not know.
 */
export function countryOf(request: IncomingMessage, header: string | undefined): string | undefined {
  const told = header === undefined ? undefined : request.headers[header];
  const country = typeof told === 'string' ? told.trim().toUpperCase() : '';
  return /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : undefined;
}
