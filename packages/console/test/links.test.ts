import { describe, expect, it } from 'vitest';
import { safeHref, splitLinks } from '../src/desk/links.ts';

const links = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);
const whole = (text: string) =>
  splitLinks(text)
    .map((part) => part.text)
    .join('');

describe('addresses in what people write', () => {
  it('[DCO2] become links if they are http or https', () => {
    expect(links('see https://halden.example/a?b=c and http://x.example')).toEqual([
      'https://halden.example/a?b=c',
      'http://x.example/',
    ]);
  });

  it('[DCO2] stay text otherwise', () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example', 'https://', 'www.example.com']) {
      expect(links(text)).toEqual([]);
    }
  });

  it('[DCO2] end before the sentence’s punctuation', () => {
    expect(links('Look (https://x.example/a_(b)), please.')).toEqual(['https://x.example/a_(b)']);
    expect(links('At https://x.example/a.')).toEqual(['https://x.example/a']);
    expect(links('“https://x.example/a”')).toEqual(['https://x.example/a']);
  });

  it('[DCO2] lose nothing of what was written', () => {
    for (const text of ['', 'plain', '<b>https://x.example</b> & more', 'a https://x.example, b https://y.example!']) {
      expect(whole(text)).toBe(text);
    }
  });

  it('[DCO2] a page’s address is followed only if it may be', () => {
    expect(safeHref('javascript:alert(1)')).toBeUndefined();
    expect(safeHref('not an address')).toBeUndefined();
    expect(safeHref(undefined)).toBeUndefined();
    expect(safeHref('https://halden.example/shop')).toBe('https://halden.example/shop');
  });
});
