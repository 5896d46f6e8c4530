import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../../helpers/browser.ts';
import { buildingMs, serveGallery } from './serve-gallery.ts';
import type { GalleryServer } from './serve-gallery.ts';
import { newStage, openStage } from './stage.ts';
import type { StageOptions } from './stage.ts';

export interface Stage {
  /** Of the test that runs; a new one for each. */
  readonly page: Page;
  /** Opens a state of the gallery in it; it is complete then. */
  open(options: StageOptions): Promise<void>;
}

/** The gallery for a whole file of tests, each in a browser of its own kind; what a page complained of fails its test. */
export function useStage(options: BrowserContextOptions): Stage {
  let browser: Browser;
  let server: GalleryServer;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveGallery()]);
  }, buildingMs);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    context = await browser.newContext(options);
    ({ page, complaints } = await newStage(context));
  });
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  return {
    get page() {
      return page;
    },
    open: (of) => openStage(page, server, of),
  };
}
