import { beforeEach, describe, expect, it } from 'vitest';
import { createCredentials } from '../../src/transport/credentials.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

describe('tillside site preview-link', () => {
  const cli = useCli();
  const origins = ['https://shop.example', 'https://www.shop.example'];
  beforeEach(() => cli.ok('site', 'apply', cli.write('site.json', { ...siteInput(), origins })));

  const isGood = (key: string, site: string, at: number) =>
    cli.withStore(async ({ directory }) => createCredentials(await directory.secret()).isPreview(key, site, at));

  it('[CM50] prints an address of the shop with a key of this site that is good for an hour', async () => {
    const [link = '', ...rest] = (await cli.ok('site', 'preview-link')).split('\n');
    const [page, key = ''] = link.split('#tillside=');
    expect(page).toBe('https://shop.example/');
    expect(rest.join(' ')).toContain('an hour');
    const now = Date.now();
    expect(await isGood(key, 'site_shop', now + 3_590_000)).toBe(true);
    expect(await isGood(key, 'site_shop', now + 3_600_001)).toBe(false);
    expect(await isGood(key, 'site_other', now)).toBe(false);
    expect(link).toMatch(/#tillside=[\w.-]+$/);
  });

  it('[CM50] takes any page of the site’s origins, and no other', async () => {
    const printed = await cli.ok('site', 'preview-link', 'site_shop', '--url', 'https://www.shop.example/cart?a=1#top');
    expect(printed).toMatch(/^https:\/\/www\.shop\.example\/cart\?a=1#tillside=k1\./);
    const evil = await cli.run('site', 'preview-link', '--url', 'https://evil.example/');
    expect(evil).toMatchObject({ code: 2, out: '', err: expect.stringContaining('https://www.shop.example') });
    const none = await cli.run('site', 'preview-link', '--url', 'cart');
    expect(none).toMatchObject({ code: 2, out: '', err: expect.stringContaining('https://shop.example/cart') });
  });

  it('[CM50] what was tried out is no visitor’s journey', async () => {
    const steps = [{ at: 0, signal: { name: 'page_view', of: 'home' } }];
    const journey = JSON.stringify({ startedAt: Date.UTC(2026, 10, 21), steps });
    await cli.withStore(({ journal }) =>
      journal.append('site_shop', [
        { key: 'a', kind: 'journey.recorded', visitor: 'vis_preview_a', journey },
        { key: 'b', kind: 'journey.recorded', visitor: 'vis_b', journey },
      ]),
    );
    expect((await cli.ok('journeys', 'export')).split('\n')).toHaveLength(1);
  });
});
