import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { allowOrigin } from './support/change-for.ts';
import { launcherOf, panelOf } from './support/halden.ts';
import { serveOwnPages } from './support/own-pages.ts';
import type { OwnPages } from './support/own-pages.ts';
import { watchComplaints } from './watch/complaints.ts';

interface Integrity {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

let browser: Browser;
let demo: Demo;
let pages: OwnPages;
let integrity: Integrity;
const contexts: BrowserContext[] = [];
const relay = () => demo.consoleNode.url;
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  pages = await serveOwnPages();
  await allowOrigin({ demo, site: 'site_halden', origin: pages.origins[0] });
  const { version } = (await import('../../packages/widget/package.json', { with: { type: 'json' } })).default;
  integrity = (await (await fetch(`${relay()}/${version}/integrity.json`)).json()) as Integrity;
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  await browser.close();
  await pages.close();
  await demo.stop();
});

const open = async (head: string): Promise<{ page: Page; complaints: string[] }> => {
  const context = await browser.newContext();
  contexts.push(context);
  const complaints = watchComplaints(context);
  pages.serve(head);
  const page = await context.newPage();
  await page.goto(pages.origins[0]);
  return { page, complaints };
};

const WRONG = `sha384-${'A'.repeat(64)}`;
/** As `tillside site snippet --integrity` prints it, with other hashes for what is named. */
const checkedTag = (wrong: (name: string) => boolean = () => false): string => {
  const base = `${relay()}/${integrity.version}/`;
  const hash = (name: string): string => (wrong(name) ? WRONG : (integrity.files[name] ?? ''));
  const parts = Object.keys(integrity.files).filter((name) => name !== 'loader.js');
  const map = { integrity: Object.fromEntries(parts.map((name) => [base + name, hash(name)])) };
  return `<script type="importmap">${JSON.stringify(map)}</script>
<script async src="${base}loader.js" integrity="${hash('loader.js')}" crossorigin data-site="site_halden"></script>`;
};

describe('the script under the address of its version', () => {
  it('runs with its hashes, and so do the parts that it downloads', async () => {
    const { page, complaints } = await open(checkedTag());
    await launcherOf(page).click();
    await panelOf(page).waitFor();
    expect(complaints).toEqual([]);
  });

  it('does not run where it is another than the page says', async () => {
    const { page, complaints } = await open(checkedTag((name) => name === 'loader.js'));
    await expect.poll(() => complaints.join()).toContain('integrity');
    expect(await page.locator('tillside-widget').count()).toBe(0);
  });

  it('does without a part that is another than the page says', async () => {
    const { page, complaints } = await open(checkedTag((name) => name.startsWith('assets/link.ui.mask-')));
    await launcherOf(page).click();
    await expect.poll(() => complaints.join()).toMatch(/Tillside: something went wrong/);
    expect(await panelOf(page).count()).toBe(0);
  });
});

describe('a shop’s own link to the chat', () => {
  it('opens the panel and says whether somebody is there; without the script it is a link', async () => {
    const { page } = await open(`<script async src="${relay()}/v1/loader.js" data-site="site_halden"></script>`);
    const add = () =>
      page.evaluate((help) => {
        const link = Object.assign(document.createElement('a'), { href: help, textContent: 'Questions?' });
        link.toggleAttribute('data-tillside-open', true);
        document.body.append(link);
        (window as unknown as { dataLayer: object[] }).dataLayer.push({ event: 'view_item' });
      }, `${relay()}/help/site_halden`);
    await launcherOf(page).waitFor();
    await add();
    const link = page.getByRole('link', { name: 'Questions?' });
    await expect.poll(() => link.getAttribute('data-tillside-availability')).toMatch(/now|soon|none/);
    await link.click();
    await panelOf(page).waitFor();
    expect(page.url()).toBe(`${pages.origins[0]}/`);
  });
});
