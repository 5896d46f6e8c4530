import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deadLinks, linksOf } from './links.ts';
import { ROOT, listFiles, readText } from './tree.ts';

describe('the documentation', () => {
  it('has no dead links', () => {
    const pages = listFiles(/^([A-Z]+\.md|docs\/.*\.md|examples\/.*\.md|packages\/[^/]+\/[A-Z]+\.md)$/);
    expect(pages).toContain('README.md');
    expect(pages.flatMap((file) => deadLinks(file, readText(file)))).toEqual([]);
  });

  it('what is generated is up to date', () => {
    const result = generateDocs('--check');
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
  });
});

describe('the check of generated pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-docs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('fails when a page is missing or another than the code says, and is mended by the same command', () => {
    expect(generateDocs('--check', '--into', folder).status).toBe(1);
    expect(generateDocs('--into', folder).status).toBe(0);
    expect(generateDocs('--check', '--into', folder).status).toBe(0);
    writeFileSync(join(folder, 'protocol.md'), 'written by hand');
    const result = generateDocs('--check', '--into', folder);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('protocol.md');
  });
});

describe('the check of links', () => {
  it.each([
    ['a file that is not there', '[a](docs/nowhere.md)'],
    ['a picture that is not there', '![a](docs/nowhere.png)'],
    ['inline HTML', '<img src="docs/nowhere.png" alt="">'],
    ['a heading that is not there', '# Here\n[a](#there)'],
    ['a reference', '[a]: nowhere.md'],
  ])('finds %s', (_name, page) => {
    expect(deadLinks('README.md', page)).toHaveLength(1);
  });

  it('accepts files, folders, headings and foreign addresses, and does not read code', () => {
    const page = '## A `b`, c!\n[a](packages) [b](package.json) [c](#a-b-c) [d](https://example.com/x)\n`[e](no.md)`';
    expect(linksOf(page)).toHaveLength(4);
    expect(deadLinks('README.md', page)).toEqual([]);
  });
});

function generateDocs(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ['scripts/generate-docs.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
}
