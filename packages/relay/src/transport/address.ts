import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

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
 * What counts as one sender where senders are counted. Whoever has an IPv6 address has 2^64 of them: all of one network are one. An IPv4
 * address is one, also as IPv6 writes it.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? 0 : tail.split(':').length;
  const between = tail === undefined ? 0 : Math.max(0, 8 - groups.length - behind);
  const whole = [...groups, ...Array.from({ length: between }, () => '0'), ...(tail ?? '').split(':')];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
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
