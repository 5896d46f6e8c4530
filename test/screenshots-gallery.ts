import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { serveGallery } from './e2e/support/serve-gallery.ts';
import { openStage } from './e2e/support/stage.ts';
import type { StageOptions } from './e2e/support/stage.ts';

interface Shot {
  readonly name: string;
  readonly view: StageOptions;
  readonly size: readonly [width: number, height: number];
}

const desktop = [1024, 640] as const;
const phone = [390, 780] as const;
const shots: readonly Shot[] = [
  { name: 'gallery-card', view: { state: 'invitation-card', theme: 'light' }, size: desktop },
  { name: 'gallery-team-dark', view: { state: 'invitation-team', theme: 'dark', lang: 'de' }, size: desktop },
  { name: 'gallery-inline', view: { state: 'invitation-inline', theme: 'light', lang: 'fr' }, size: desktop },
  { name: 'gallery-bar', view: { state: 'invitation-bar', theme: 'light' }, size: [1440, 640] },
  { name: 'gallery-rtl', view: { state: 'invitation-offer', theme: 'light', lang: 'ar' }, size: desktop },
  { name: 'gallery-phone', view: { state: 'invitation-card', theme: 'light', lang: 'it' }, size: phone },
  { name: 'gallery-panel', view: { state: 'offer', theme: 'light' }, size: [1024, 740] },
  { name: 'gallery-panel-dark', view: { state: 'offer', theme: 'dark' }, size: phone },
];

/** States of the widget as the gallery shows them, for docs/theming.md. */
export async function photographGallery(browser: Browser, folder: string): Promise<void> {
  const server = await serveGallery();
  try {
    for (const { name, view, size } of shots) {
      const [width, height] = size;
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce', timezoneId: 'UTC' });
      await openStage(page, server, view);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/images/${name}.png`);
      await page.close();
    }
  } finally {
    await server.close();
  }
}
