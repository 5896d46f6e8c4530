import { launchBrowser } from '../../helpers/browser.ts';
import { startDemo } from '../../helpers/demo.ts';
import { newDesk } from '../../helpers/desk.ts';
import type { Desk } from '../../helpers/desk.ts';
import { publishFile } from '../support/publish.ts';
import { pathOf } from './recipe.ts';
import { comeRecorded } from './visitor.ts';
import type { ComeOptions, RecordedVisitor } from './visitor.ts';

const site = 'site_halden';

/** One relay with its demo shop, one browser and one available rep, for all recipes. */
export interface Stage {
  readonly mara: Desk;
  /** Publishes a recipe and waits until shoppers are given it. */
  publish(recipe: string): Promise<void>;
  /** A visitor nobody has seen before. */
  come(options?: ComeOptions): Promise<RecordedVisitor>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const [demo, browser] = await Promise.all([startDemo('sqlite'), launchBrowser()]);
  const { url, shop } = demo.shopNode;
  const [mara, loader] = await Promise.all([
    newDesk(browser, { url, email: 'mara@halden.example' }),
    fetch(`${url}/v1/loader.js`).then((answer) => answer.text()),
  ]);
  let published = '';

  return {
    mara,
    async publish(recipe) {
      if (recipe === published) return;
      await publishFile(demo, site, pathOf(recipe));
      published = recipe;
    },
    come: (options = {}) => comeRecorded(browser, { shop, loader, cli: demo.cli, ...options }),
    async close() {
      await browser.close();
      await demo.stop();
    },
  };
}
