import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { GalleryServer } from './serve-gallery.ts';

/** What the tests read of a state of the gallery; examples/gallery/types.d.ts has all of it. */
export interface GalleryState {
  readonly name: string;
  readonly shows?: 'launcher' | 'invitation' | 'panel';
}

/** Everything that the widget may look like. The examples are their own TypeScript project. */
export const { states, languages } = (await import(
  join(import.meta.dirname, '..', '..', '..', 'examples/gallery/states/index.js')
)) as { readonly states: readonly GalleryState[]; readonly languages: readonly string[] };

export interface StageOptions {
  readonly state: string;
  readonly lang?: string;
  readonly theme?: 'light' | 'dark' | 'auto';
  readonly dir?: 'ltr' | 'rtl';
  readonly css?: 'hostile';
  readonly position?: 'left' | 'right';
  readonly accent?: string;
  readonly 'on-accent'?: string;
}

/** Opens a state of the gallery in `page`; it is complete then. What the page or the browser complains of is an error. */
export async function openStage(page: Page, server: GalleryServer, options: StageOptions): Promise<void> {
  const query = new URLSearchParams({ ...options });
  await page.goto(`${server.url}/gallery/stage.html?${query}`);
  await page.waitForFunction(() => 'ready' in document.documentElement.dataset);
  const ready = await page.evaluate(() => document.documentElement.dataset['ready']);
  if (ready !== 'true') throw new Error(`${query}: ${ready}`);
}

/** A page whose complaints are kept: exceptions, and what the console says as an error or a warning. */
export async function newStage(
  context: BrowserContext,
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return { page, complaints };
}
