import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestRelay } from '@tillside/relay/testing';
import type { TestRelay } from '@tillside/relay/testing';
import { launchBrowser } from '../helpers/browser.ts';

let browser: Browser;
let relay: TestRelay;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [browser, relay] = await Promise.all([launchBrowser(), startTestRelay()]);
});
afterAll(() => Promise.all([browser.close(), relay.close()]));
beforeEach(async () => {
  complaints.splice(0);
  await open();
});
afterEach(() => context.close());

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  context = await browser.newContext(options);
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
}

const site = 'site_halden';

/** Two lines of a conversation, as the log has them, and the letter that tells of the second. */
async function mailedLink(name: string): Promise<string> {
  const { conversations, visitors, mails } = relay.store;
  const [visitor, conversation] = [`vis_${name}`, `cnv_${name}`];
  const record = { visitor, site, revision: 0, generation: 0, isBlocked: false, invitations: [], orders: [] };
  await visitors.commit({ ...record, createdAt: Date.now() }, 0);
  const engagement = { id: `eng_${name}`, state: 'by_message', cause: 'visitor', openedAt: Date.now() } as const;
  await conversations.commit(
    {
      conversation,
      site,
      visitor,
      revision: 0,
      epoch: 0,
      engagement: { ...engagement, teams: ['team_halden'], tried: [], startOffset: 0 },
    },
    0,
    [],
  );
  const write = (seq: number, kind: 'visitor' | 'rep', id: string, text: string) =>
    conversations.append({
      conversation,
      session: kind.padEnd(32, '0').replaceAll(/[^0-9a-f]/g, '1'),
      seq,
      kind: 'message',
      by: { kind, id, ...(kind === 'rep' ? { name: 'Mara' } : {}) },
      body: JSON.stringify({ text }),
      sent: JSON.stringify({ text }),
    });
  await write(1, 'visitor', visitor, 'Is it really navy?');
  await write(1, 'rep', 'rep_mara', 'As navy as it gets.');
  await mails.put({ key: `answer/${name}`, kind: 'answer', site, conversation, to: 'ada@mail.example', offset: 2 }, 0);
  await expect
    .poll(() => relay.letters.filter(({ messageId }) => messageId.endsWith(name)).length, { timeout: 10_000 })
    .toBe(1);
  const letter = relay.letters.find(({ messageId }) => messageId.endsWith(name));
  return /http\S+/.exec(letter?.text ?? '')?.[0] ?? '';
}

describe('the service page', () => {
  it('[TR64] brings the widget under a strict policy, and says who is there', async () => {
    const answer = await page.goto(`${relay.url}/help/${site}`);
    expect(answer?.headers()['content-security-policy']).not.toMatch(/unsafe|\*/);
    await page.getByRole('button', { name: 'Leave a message' }).click();
    await page.locator('tillside-widget textarea:visible').first().waitFor();
    expect(await page.getByText('Nobody is here just now').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Chat with us' }).isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    expect((await page.goto(`${relay.url}/help/site_none`))?.status()).toBe(404);
  });

  it('[TR64] says without a script what to do', async () => {
    await context.close();
    await open({ javaScriptEnabled: false });
    await page.goto(`${relay.url}/help/${site}`);
    expect(await page.locator('noscript p').isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('link', { name: /handles your data/ }).isVisible()).toBe(true);
  });

  it('[TR65] opens a conversation by its mailed link, at the press of the button, once', async () => {
    const link = await mailedLink('helped');
    // The token is in no request line, and so in no log on the way.
    expect(new URL(link).search).toBe('');
    // A scanner that follows links uses nothing up.
    expect(await (await fetch(link)).text()).not.toContain('navy');
    await page.goto(link);
    await page.getByRole('button', { name: 'Open my conversation' }).click();
    await page.getByText('As navy as it gets.').waitFor();
    expect(await page.getByText('Is it really navy?').isVisible()).toBe(true);
    expect(page.url()).toBe(`${relay.url}/help/${site}#conversation`);
    expect(complaints).toEqual([]);
    await context.close();
    await open();
    await page.goto(link);
    await page.getByRole('button', { name: 'Open my conversation' }).click();
    await page.getByText('This link was opened before, or is too old').waitFor();
    expect(await page.getByText('navy').count()).toBe(0);
  });

  it('[TR65] opens nothing by a link that is altered, or of another site', async () => {
    const link = await mailedLink('altered');
    const token = new URL(link).hash.replace('#thread=', '');
    const ask = async (of: string, asked: unknown, origin = relay.url) => {
      const answer = await fetch(`${relay.url}/help/${of}/thread`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ token: asked }),
      });
      return answer.status;
    };
    expect(await ask(site, `${token.slice(0, -2)}${token.endsWith('xx') ? 'yy' : 'xx'}`)).toBe(410);
    expect(await ask('site_fernway', token)).toBe(410);
    expect(await ask(site, 1)).toBe(410);
    expect(await ask(site, token, 'https://evil.example')).toBe(403);
    expect(await ask(site, token)).toBe(200);
    expect(await ask(site, token)).toBe(410);
  });
});
