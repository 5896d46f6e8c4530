/** What the tests of the demo shop share: a shop, a relay that answers as told, and requests as a browser sends them. */

interface DemoShopOptions {
  readonly relayUrl: string;
  readonly secretKeys: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}
export type DemoShop = (request: Request) => Promise<Response | undefined>;

export const ROOT = new URL('../../examples/demo-shop/', import.meta.url);
// The examples are their own TypeScript project, so they are loaded as what they are to the relay: a file.
export const { createDemoShop } = (await import(new URL('server.ts', ROOT).href)) as {
  createDemoShop: (options: DemoShopOptions) => DemoShop;
};

export const RELAY = 'http://relay.test:7070';
export const KEYS = { site_halden: 'sk_halden_secret', site_fernway: 'sk_fernway_secret' };
export const CONTACT = {
  email: 'ada@example.com',
  name: 'Ada Lovell',
  address: '12 Alder Street',
  city: 'Portland',
  postalCode: '97205',
  country: 'US',
};

export interface Call {
  readonly url: string;
  readonly authorization: string | null;
  readonly body: Record<string, unknown>;
}

/** A relay that answers what it is told, in turn, and then 201 for good. */
export function fakeRelay(...answers: readonly (number | 'away')[]): {
  readonly fetch: typeof fetch;
  readonly calls: Call[];
} {
  const calls: Call[] = [];
  const left = [...answers];
  return {
    calls,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      calls.push({
        url: request.url,
        authorization: request.headers.get('authorization'),
        body: JSON.parse(await request.text()) as Record<string, unknown>,
      });
      const answer = left.shift() ?? 201;
      if (answer === 'away') throw new TypeError('fetch failed');
      return new Response(null, { status: answer });
    },
  };
}

export function open(relay: { readonly fetch: typeof fetch } = fakeRelay()): DemoShop {
  return createDemoShop({ relayUrl: RELAY, secretKeys: KEYS, fetch: relay.fetch });
}

export async function get(shop: DemoShop, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await shop(new Request(`http://shop.test${path}`, { headers }));
  if (!response) throw new Error(`${path} is not the shop's.`);
  return response;
}

export async function post(
  shop: DemoShop,
  path: string,
  body: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await shop(
    new Request(`http://shop.test${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  if (!response) throw new Error(`${path} is not the shop's.`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export const camera = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  items: [{ sku: 'H-M2', quantity: 1 }],
  shipping: 'standard',
  contact: CONTACT,
  ...more,
});

/** Lets everything that is already decided happen, with or without fake timers. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => process.nextTick(resolve));
};
