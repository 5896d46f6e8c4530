import { isLoopback } from './config.ts';

/** May this host see the console? That of PUBLIC_URL, and on a machine of one's own every name of the loopback; `shop.localhost` is a shop. */
export function isConsoleHost(host: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (host === own.host) return true;
  const address = `http://${host}`;
  if (!isLoopback(own.hostname) || !URL.canParse(address)) return false;
  const given = new URL(address);
  return isLoopback(given.hostname) && given.port === own.port;
}
