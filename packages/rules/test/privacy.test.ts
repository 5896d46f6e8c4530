import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceUrl } from '../src/privacy/index.ts';

const path = (address: string): string => reduceUrl(`https://shop.example${address}`, []).path;
const query = (address: string, ...keys: string[]) => reduceUrl(`https://shop.example/?${address}`, keys).query;

describe('[PR1] of an address only origin, path and the allowed query keys remain', () => {
  it.each([
    [
      'https://shop.example/p/kettle?utm_source=mail&q=gift+for+anna#reviews',
      'https://shop.example/p/kettle?utm_source=mail',
    ],
    ['https://anna:secret@shop.example:8443/cart', 'https://shop.example:8443/cart'],
    ['http://[::1]:3000/', 'http://[::1]:3000/'],
    ['https://shop.example', 'https://shop.example'],
    ['https://shop.example?utm_medium=cpc', 'https://shop.example?utm_medium=cpc'],
    ['https://shop.example/p/a?', 'https://shop.example/p/a'],
    ['https://shop.example/b%C3%BCcher/', 'https://shop.example/b%C3%BCcher/'],
  ])('%s -> %s', (address, reduced) => {
    expect(reduceUrl(address, []).url).toBe(reduced);
  });

  it('[PR1] keys of the site stay in their order, the first value each', () => {
    const reduced = reduceUrl('https://shop.example/s?page=2&q=kettle&sort=price&sort=name&utm_term=tea%20pot', [
      'sort',
      'q',
    ]);
    expect(reduced).toEqual({
      url: 'https://shop.example/s?q=kettle&sort=price&utm_term=tea%20pot',
      path: '/s',
      query: { q: 'kettle', sort: 'price', utm_term: 'tea pot' },
    });
  });

  it('[PR1] a key that only looks like a campaign’s is none', () => {
    expect(query('utm_anna@example.com=1&xutm_source=a&UTM_SOURCE=b&utm_=c')).toEqual({});
  });

  it.each([
    '',
    '/cart',
    'about:blank',
    'data:text/html,anna@example.com',
    'javascript:alert(1)',
    'file:///home/anna/a.html',
    'https://',
    'https://anna@/',
  ])('[PR1] what is no web address is nothing: %j', (address) => {
    expect(reduceUrl(address, ['q'])).toEqual({ url: '', path: '', query: {} });
  });
});

describe('[PR2] parts that look like a person or a secret are masked', () => {
  it.each([
    ['over 20 characters', '/account/abcdefghijklmnopqrstu/edit', '/account/***/edit'],
    ['20 characters stay', '/abcdefghijklmnopqrst', '/abcdefghijklmnopqrst'],
    [
      'characters count, not escapes',
      '/%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC',
      '/%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC',
    ],
    ['an e-mail address', '/u/anna@example.com', '/u/***'],
    ['an escaped one', '/u/anna%40example.com', '/u/***'],
    ['one escaped twice', '/u/anna%2540example.com', '/u/***'],
    ['a parameter in the path', '/cart;sid=abc/x', '/***/x'],
    ['wrong escapes', '/caf%E9/x', '/***/x'],
    ['four digits', '/p/4711', '/p/***'],
    ['digits of any script', '/p/٤٧١١', '/p/***'],
    ['a phone number', '/call/+43-664-123', '/call/***'],
    ['an order’s number', '/order/ORD-10-443', '/order/***'],
    ['a token', '/reset/x7Kq9', '/reset/***'],
    ['a hexadecimal one', '/reset/b9fe0c', '/reset/***'],
    ['a year is none of that', '/sale-2026/iphone-15', '/sale-2026/iphone-15'],
    ['but hides no number', '/order/2026-1234', '/order/***'],
    ['two years do', '/2026/20252026', '/2026/***'],
    ['words stay', '/products/copper-kettle.html', '/products/copper-kettle.html'],
  ])('%s: %s', (_what, address, reduced) => {
    expect(path(address)).toBe(reduced);
  });

  it('[PR2] values of the query too, also of keys the site allows', () => {
    expect(query('utm_source=anna@example.com&q=12+Baker+Street,+London&code=4111-1111', 'q', 'code')).toEqual({
      utm_source: '***',
      q: '***',
      code: '***',
    });
    expect(query('utm_content=%E9')).toEqual({ utm_content: '***' });
  });

  it('[PR2] a campaign’s name may be 60 characters, a site’s own key 20', () => {
    const name = 'black-friday-2026-retargeting_all.countries';
    expect(query(`utm_campaign=${name}&list=${name}`, 'list')).toEqual({ utm_campaign: name, list: '***' });
    expect(query(`utm_campaign=${'a'.repeat(61)}`)).toEqual({ utm_campaign: '***' });
    expect(query('utm_campaign=spring+sale+for+anna+mueller')).toEqual({ utm_campaign: '***' });
    expect(query('utm_campaign=newsletter_to_0664_1234567')).toEqual({ utm_campaign: '***' });
  });
});

describe('[PR3] reducing twice changes nothing, and no text makes it throw or slow', () => {
  const part = fc.oneof(
    fc.webSegment(),
    fc.string(),
    fc.constantFrom('%E9', '%2540', '***', '2026', 'anna@example.com'),
  );
  const address = fc
    .tuple(
      fc.webAuthority({ withUserInfo: true, withPort: true }),
      fc.array(part, { maxLength: 4 }),
      fc.array(fc.tuple(fc.constantFrom('q', 'utm_source', 'x', '__proto__'), part), { maxLength: 4 }),
      part,
    )
    .map(
      ([host, segments, pairs, hash]) =>
        `https://${host}/${segments.join('/')}?${pairs.map((pair) => pair.join('=')).join('&')}#${hash}`,
    );

  it('[PR3] for any address', () => {
    fc.assert(
      fc.property(
        fc.oneof(address, fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
        (text) => {
          const once = reduceUrl(text, ['q', '__proto__']);
          expect(reduceUrl(once.url, ['q', '__proto__']), text).toEqual(once);
          expect(once.url).not.toContain('@');
          expect(once.url.length).toBeLessThanOrEqual(2_000);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('[PR3] however long it is', () => {
    for (const text of ['1a', 'a1', '/', '1', 'utm_a=1&', '?', '%', 'a']) {
      const long = text.repeat(100_000);
      for (const address of [
        `https://shop.example/x?utm_source=${long}`,
        `https://shop.example/${long}`,
        `https://${long}`,
      ]) {
        expect(reduceUrl(address, []).url.length).toBeLessThanOrEqual(2_000);
      }
    }
  });
});
