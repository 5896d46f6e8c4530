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

/** Debian's Chromium, headless, with a fresh profile; `more` are further flags of its own. */
export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...flags, ...more],
  });
}
