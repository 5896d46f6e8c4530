import { launchBrowser } from '../../helpers/browser.ts';
import { startDemo } from '../../helpers/demo.ts';
import { newDesk } from '../../helpers/desk.ts';
import type { Desk } from '../../helpers/desk.ts';
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

  const current = async (): Promise<string> => {
    const boot = await fetch(`${url}/v1/sites/${site}/boot`, { headers: { origin: new URL(shop).origin } });
    const { playbook } = (await boot.json()) as { readonly playbook: { readonly version: string } };
    return playbook.version;
  };

  return {
    mara,
    async publish(recipe) {
      if (recipe === published) return;
      const said = await demo.cli('playbook', 'publish', site, pathOf(recipe));
      const [, version] = /version (\w+)/i.exec(said) ?? [];
      if (version === undefined) throw new Error(`${recipe} was not published: ${said}`);
      published = recipe;
      while ((await current()) !== version) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    come: (options = {}) => comeRecorded(browser, { shop, loader, cli: demo.cli, ...options }),
    async close() {
      await browser.close();
      await demo.stop();
    },
  };
}
