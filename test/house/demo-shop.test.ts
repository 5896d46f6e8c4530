import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { camera, createDemoShop, get, open, post, RELAY, ROOT } from './demo-shop.ts';
import type { DemoShop } from './demo-shop.ts';

describe('the catalogues', () => {
  it.each(['halden', 'fernway'])('%s sells a dozen things, each with its drawing and unlike any other', (name) => {
    const catalogue = JSON.parse(readFileSync(new URL(`catalogue/${name}.json`, ROOT), 'utf8')) as {
      products: { sku: string; slug: string; price: number; category: string; art: { file: string } }[];
      categories: { id: string }[];
    };
    const { products, categories } = catalogue;
    expect(products).toHaveLength(12);
    expect(new Set(products.map((product) => product.sku)).size).toBe(12);
    expect(new Set(products.map((product) => product.slug)).size).toBe(12);
    for (const product of products) {
      expect(Number.isInteger(product.price) && product.price > 0, product.sku).toBe(true);
      expect(categories.map((category) => category.id)).toContain(product.category);
      expect(existsSync(new URL(`art/${name}/${product.art.file}`, ROOT)), product.art.file).toBe(true);
    }
  });

  it('prices one camera at exactly $612.00', async () => {
    const { body } = await post(open(), '/shop/api/quote', camera());
    expect(body).toMatchObject({ subtotal: 61_200, value: 61_200, currency: 'USD' });
  });
});

describe('pages', () => {
  /** Every page and file that can be reached from a shop's home page by its own links. */
  async function crawl(shop: DemoShop, start: string): Promise<Map<string, { response: Response; text: string }>> {
    const seen = new Map<string, { response: Response; text: string }>();
    const waiting = [start];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (seen.has(path)) continue;
      const response = await get(shop, path);
      const text = await response.text();
      seen.set(path, { response, text });
      const type = response.headers.get('content-type') ?? '';
      const found = type.startsWith('text/html')
        ? [...text.matchAll(/(?:href|src)="([^"]+)"/gu)]
        : type.startsWith('text/javascript')
          ? [...text.matchAll(/from '(\.\/[^']+)'/gu)]
          : type.startsWith('text/css')
            ? [...text.matchAll(/url\('([^']+)'\)/gu)]
            : [];
      for (const match of found) {
        const url = new URL(match[1]?.replaceAll('&amp;', '&') ?? '', `http://shop.test${path}`);
        if (url.host === 'shop.test') waiting.push(url.pathname + url.search);
      }
    }
    return seen;
  }

  it('are complete: every link, picture, style and script exists, in both shops', async () => {
    const shop = open();
    const seen = await crawl(shop, '/shop/');
    for (const [path, { response }] of seen) expect(response.status, path).toBe(200);
    for (const path of [
      '/shop/fernway/',
      '/shop/products/halden-m2.html',
      '/shop/cart.html',
      '/shop/fernway/cart.html',
    ]) {
      expect([...seen.keys()]).toContain(path);
    }
    expect([...seen.keys()].filter((path) => path.includes('/products/'))).toHaveLength(24);
  });

  it('have their placeholders replaced, one widget tag each, and nothing inline', async () => {
    const shop = open();
    const seen = await crawl(shop, '/shop/');
    seen.set('/shop/checkout.html', await read(shop, '/shop/checkout.html'));
    seen.set('/shop/fernway/checkout.html', await read(shop, '/shop/fernway/checkout.html'));
    seen.set('/shop/confirmation.html', await read(shop, '/shop/confirmation.html'));
    for (const [path, { response, text }] of seen) {
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
      const site = path.startsWith('/shop/fernway/') ? 'site_fernway' : 'site_halden';
      const tag = `<script async src="${RELAY}/v1/loader.js" data-site="${site}" data-consent="required"></script>`;
      expect(text.split(tag), path).toHaveLength(2);
      expect(text.split(RELAY), path).toHaveLength(2);
      expect(text, path).not.toMatch(/\{\{\w+\}\}|>undefined|\[object/u);
      expect(text, path).not.toMatch(/<style|\sstyle=|\son\w+=|href="#"|javascript:/u);
      for (const [script] of text.matchAll(/<script[^>]*>/gu))
        expect(script).toMatch(/src="|type="application\/json"/u);
    }
  });

  async function read(shop: DemoShop, path: string): Promise<{ response: Response; text: string }> {
    const response = await get(shop, path);
    expect(response.status).toBe(200);
    return { response, text: await response.text() };
  }

  it('name their fields for the browser to fill in', async () => {
    const { text } = await read(open(), '/shop/checkout.html');
    for (const token of [
      'email',
      'shipping name',
      'shipping address-line1',
      'shipping postal-code',
      'shipping country',
    ]) {
      expect(text).toContain(`autocomplete="${token}"`);
    }
    for (const token of ['cc-number', 'cc-name', 'cc-exp', 'cc-csc']) expect(text).toContain(`autocomplete="${token}"`);
  });

  it('ask about cookies until they were answered, and say the answer in the tag', async () => {
    const shop = open();
    const answers = [
      ['', 'required', true],
      ['a=1; shop_consent=granted', 'granted', false],
      ['shop_consent=denied; b=2', 'required', false],
      ['shop_consent=perhaps', 'required', true],
      ['not_shop_consent=granted', 'required', true],
    ] as const;
    for (const [cookie, consent, isAsked] of answers) {
      const text = await (await get(shop, '/shop/', { cookie })).text();
      expect(text, cookie).toContain(`data-consent="${consent}"`);
      expect(text.includes('id="cookie-notice"'), cookie).toBe(isAsked);
    }
  });

  it('filter the catalogue by category, and do not know one that is not there', async () => {
    const shop = open();
    const text = await (await get(shop, '/shop/catalogue.html?category=lenses')).text();
    expect([...text.matchAll(/class="card"/gu)]).toHaveLength(3);
    expect(text).toContain('3 products');
    expect((await get(shop, '/shop/catalogue.html?category=%3Cscript%3E')).status).toBe(404);
  });

  it('are served under a policy that allows own files and the relay, nothing inline', async () => {
    const response = await get(open(), '/shop/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'self' ${RELAY};`);
    expect(policy).toContain(`connect-src 'self' ${RELAY} ws://relay.test:7070;`);
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const secure = createDemoShop({ relayUrl: 'https://relay.test/', secretKeys: {} });
    const { headers } = await get(secure, '/shop/');
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' https://relay.test wss://relay.test;");
  });

  it('come with an ETag and are not sent twice', async () => {
    const shop = open();
    for (const path of ['/shop/', '/shop/assets/css/base.css', '/shop/art/halden/m2.svg']) {
      const etag = (await get(shop, path)).headers.get('etag') ?? '';
      const again = await get(shop, path, { 'if-none-match': `W/"old", ${etag}` });
      expect([again.status, await again.text()], path).toEqual([304, '']);
      const other = await get(shop, path, { 'if-none-match': '"old"' });
      expect(other.status).toBe(200);
    }
    const head = await open()(new Request('http://shop.test/shop/', { method: 'HEAD' }));
    expect([head?.status, await head?.text()]).toEqual([200, '']);
  });
});

describe('paths', () => {
  it('that are not the shop’s are left to others', async () => {
    const shop = open();
    for (const path of ['/', '/console/', '/v1/boot', '/shopping', '/shop/../package.json']) {
      expect(await shop(new Request(`http://shop.test${path}`)), path).toBeUndefined();
    }
  });

  it('that climb out, or point at what is not public, find nothing', async () => {
    const shop = open();
    const paths = [
      '/shop/assets/..%2f..%2fserver.ts',
      '/shop/assets/..%5c..%5cserver.ts',
      '/shop/assets/%2e%2e/server.ts',
      '/shop/assets/%252e%252e/server.ts',
      '/shop/assets//etc/passwd',
      '/shop/assets/css',
      '/shop/server.ts',
      '/shop/server/coupons.ts',
      '/shop/catalogue/halden.json',
      '/shop/pages/layout.html',
      '/shop/sites/reps.json',
      '/shop/products/..%2f..%2fserver.html',
      '/shop/assets/%00.css',
      '/shop/assets/%zz.css',
      '/shop/constructor',
      '/shop/__proto__',
    ];
    for (const path of paths) {
      const response = await get(shop, path);
      expect(response.status, path).toBe(404);
      const text = await response.text();
      expect(text, path).toContain('This page does not exist');
      expect(text, path).not.toMatch(/createDemoShop|HALDEN-EXPRESS|free_express/u);
    }
  });

  it('without their slash are completed, and only read', async () => {
    const shop = open();
    for (const path of ['/shop', '/shop/fernway']) {
      const response = await get(shop, path);
      expect([response.status, response.headers.get('location')]).toEqual([308, `${path}/`]);
    }
    const refused = await shop(new Request('http://shop.test/shop/', { method: 'DELETE' }));
    expect([refused?.status, refused?.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('never give a coupon away', async () => {
    const shop = open();
    for (const path of ['/shop/', '/shop/cart.html', '/shop/checkout.html', '/shop/assets/js/coupon.js']) {
      expect(await (await get(shop, path)).text()).not.toMatch(/HALDEN-EXPRESS|HALDEN10|FERNWAY-EXPRESS/u);
    }
  });
});

describe('the checkout’s questions', () => {
  type Check = (value: string, all: Record<string, string>) => string | undefined;

  it('accept what is right and explain what is not', async () => {
    const { contactChecks, paymentChecks } = (await import(new URL('assets/js/checkout-fields.js', ROOT).href)) as {
      contactChecks: Record<string, Check>;
      paymentChecks: Record<string, Check>;
    };
    const says = (checks: Record<string, Check>, field: string, value: string, country = 'US'): string | undefined =>
      checks[field]?.(value, { country });
    expect(says(contactChecks, 'email', 'ada@example.com')).toBeUndefined();
    expect(says(contactChecks, 'email', 'ada@example')).toMatch(/example/u);
    expect(says(contactChecks, 'postalCode', '97205')).toBeUndefined();
    expect(says(contactChecks, 'postalCode', '9720')).toMatch(/five digits/u);
    expect(says(contactChecks, 'postalCode', 'SW1A 1AA', 'GB')).toBeUndefined();
    expect(says(contactChecks, 'region', '')).toMatch(/state/u);
    expect(says(contactChecks, 'region', '', 'DE')).toBeUndefined();
    expect(says(paymentChecks, 'ccNumber', '4242 4242 4242 4242')).toBeUndefined();
    expect(says(paymentChecks, 'ccNumber', '4242 4242 4242 4241')).toMatch(/typo/u);
    expect(says(paymentChecks, 'ccNumber', '4242')).toMatch(/13 to 19/u);
    expect(says(paymentChecks, 'ccExp', '12 / 99')).toBeUndefined();
    expect(says(paymentChecks, 'ccExp', '01/20')).toMatch(/expired/u);
    expect(says(paymentChecks, 'ccExp', '13/40')).toMatch(/01 to 12/u);
    expect(says(paymentChecks, 'ccCsc', '12')).toMatch(/Three digits/u);
  });
});
