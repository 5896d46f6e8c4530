import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkedTag, readIntegrity } from '../../src/cli/checked-tag.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const PARTS = /^<script type="importmap">(.*)<\/script>$/m;

describe('tillside site snippet --integrity', () => {
  const cli = useCli();
  let widget: string;
  beforeEach(async () => {
    widget = await mkdtemp(join(tmpdir(), 'tillside-widget-'));
  });
  afterEach(() => rm(widget, { recursive: true }));

  it('prints the script of this version with its hash, and an import map with that of every part', async () => {
    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
    const printed = await cli.ok('site', 'snippet', '--integrity');
    const { version, files } = await readIntegrity();
    const [tag = ''] = /<script async .*/.exec(printed) ?? [];
    const [, base] = /src="(.*?)loader\.js"/.exec(tag) ?? [];
    expect(base).toMatch(new RegExp(`^https?://.*/${version}/$`));
    expect(tag).toContain(`integrity="${files['loader.js']}" crossorigin data-site="site_shop"`);
    const { integrity } = JSON.parse(PARTS.exec(printed)?.[1] ?? '') as { integrity: Record<string, string> };
    const parts = Object.entries(files).filter(([name]) => name !== 'loader.js');
    expect(parts.length).toBeGreaterThan(10);
    expect(integrity).toEqual(Object.fromEntries(parts.map(([name, hash]) => [`${base}${name}`, hash])));
    expect(Object.values(integrity).every((hash) => /^sha384-[\w+/]{64}$/.test(hash))).toBe(true);
  });

  it('has the import map first: browsers refuse one that comes after a module', () => {
    const config = { publicUrl: 'https://chat.shop.example' } as Parameters<typeof checkedTag>[0];
    const lines = checkedTag(config, 'site_a', {
      version: '1.2.3',
      files: { 'loader.js': 'sha384-a', 'assets/ui-1.js': 'sha384-b' },
    }).split('\n');
    expect(lines).toEqual([
      '<script type="importmap">{"integrity":{"https://chat.shop.example/1.2.3/assets/ui-1.js":"sha384-b"}}</script>',
      '<script async src="https://chat.shop.example/1.2.3/loader.js" integrity="sha384-a" crossorigin data-site="site_a"></script>',
    ]);
  });

  it('says what to do where the widget is not built', async () => {
    await writeFile(join(widget, 'package.json'), '{"version":"9.9.9"}');
    await mkdir(join(widget, 'dist'));
    await expect(readIntegrity(widget)).rejects.toThrow('pnpm build');
  });
});
