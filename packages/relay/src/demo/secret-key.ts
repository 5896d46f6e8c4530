import { createHmac } from 'node:crypto';

/** Derived from the store's own secret: the demo shop's server needs it in clear, and nothing in clear is stored. */
export function demoSecretKey(relaySecret: string, site: string): string {
  return `sk_demo_${createHmac('sha256', Buffer.from(relaySecret, 'hex')).update(`demo ${site}`).digest('base64url')}`;
}
