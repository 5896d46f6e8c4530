import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Nothing of this calls anybody: a test's browser speaks to this machine alone. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Debian's Chromium, headless, with a fresh profile; `more` are further flags of its own. */
export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...flags, ...more] });
}

/** The same with the cache of pages that people's browsers have; playwright turns it off, and its `goBack()` hangs with it. */
export function launchBrowserWithPageCache(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: flags,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}
