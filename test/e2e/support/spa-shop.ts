import type { Page } from 'playwright-core';
import { texts } from '../../helpers/parties.ts';
import type { TestRep } from '../../helpers/parties.ts';
import { fieldOf, launcherOf, panelOf } from './halden.ts';

/** What the pages of `spa/` have, and the widget's calls that are made there. */
export type SpaShop = Window & {
  go(path: string): Promise<void>;
  hydrate(): Promise<boolean>;
  taken: number;
  Tillside: {
    debug(): Promise<{ facts: Record<string, unknown> }>;
    setTheme(theme: string): void;
    setLocale(locale: string): void;
  };
};

export const go = (page: Page, path: string) => page.evaluate((to) => (window as unknown as SpaShop).go(to), path);
export const pagesOf = (page: Page) =>
  page.evaluate(async () => (await (window as unknown as SpaShop).Tillside.debug()).facts['visit.pages']);
/** What is written in the field that has the focus, wherever on the page that is. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement?.shadowRoot?.activeElement;
    return at instanceof HTMLTextAreaElement ? at.value : (document.activeElement?.localName ?? '');
  });

export const said = async (page: Page): Promise<readonly string[]> => {
  const bubbles = await panelOf(page).locator('.bubble').allInnerTexts();
  return bubbles.map((text) => text.replace(/^.*?:\s/s, '').trim());
};

/** A question, and the rep who takes it; the function that comes back says what it is told to. */
export async function ask(mara: TestRep, page: Page, text: string): Promise<(answer: string) => void> {
  const before = mara.frames.length;
  await launcherOf(page).click();
  await fieldOf(page).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  let ring: { conversation: string; engagement: string } | undefined;
  await mara.when('the ring', () => {
    const found = mara.frames.slice(before).find(({ type }) => type === 'ring.started');
    if (found?.type === 'ring.started') ring = found;
    return !!ring;
  });
  if (!ring) throw new Error('it did not ring');
  const { conversation, engagement } = ring;
  mara.client.attach(conversation);
  await mara.client.command({ type: 'engagement.accept', conversation, engagement });
  await mara.when('the claim', () => mara.mine().some((it) => it.conversation === conversation && !!it.claim));
  await panelOf(page).getByText('Mara is here').waitFor();
  await mara.when('the words', () => texts(mara.view(conversation)).includes(text));
  return (answer) => mara.say(conversation, answer);
}
/** Frees the rep for the next. */
export async function end(mara: TestRep): Promise<void> {
  for (const { conversation, epoch, claim } of mara.mine()) {
    if (claim === undefined) continue;
    await mara.client.command({
      type: 'engagement.resolve',
      conversation,
      epoch,
      claim,
      disposition: 'Question answered',
    });
  }
  await mara.when('an empty desk', () => mara.mine().every(({ claim }) => claim === undefined));
}
