/**
 * The headers of every answer. The shop runs under the policy a careful shop would have: own files and the relay's origin,
 * nothing inline. What the widget needs beyond its script tag would fail here, in the browser's console, and be seen.
 */
export function securityHeaders(relayUrl: string): Readonly<Record<string, string>> {
  const relay = new URL(relayUrl).origin;
  const socket = relay.replace(/^http/u, 'ws');
  const policy = {
    'default-src': "'none'",
    'script-src': `'self' ${relay}`,
    'style-src': "'self'",
    'img-src': `'self' ${relay}`,
    'connect-src': `'self' ${relay} ${socket}`,
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
  };
}
