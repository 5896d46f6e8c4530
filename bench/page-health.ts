import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../test/helpers/browser.ts';
import { startDemo } from '../test/helpers/demo.ts';
import { newDesk } from '../test/helpers/desk.ts';
import { newShopper } from '../test/helpers/shopper.ts';
import { countCpu, untilQuiet } from './lib/cpu.ts';
import { median, table } from './lib/figures.ts';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { peerScripts } from './lib/pages/peers.ts';
import { countCost, observe, seenOn } from './lib/pages/watch-page.ts';

/**
 * What a widget does to the page it is on: the demo shop's product page in Chromium, its processor slowed four times, a fresh profile each time. The same
 * page with nothing in the place of our script, with a peer's, and with ours, before consent and after it.
 */
const slowdown = 4;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);
/** The longest a page may take to come to rest. */
const restMs = 2_500;
const messages = 50;
const page = 'products/halden-m2.html';
const quietBelow = 0.15;

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Subject {
  readonly name: string;
  /** In the place of our loader; nothing: ours. */
  readonly script?: string;
  readonly state?: State;
}

interface Figures {
  readonly scriptMs: number;
  readonly taskMs: number;
  readonly heapKb: number;
  readonly longTasks: number;
  readonly blockedMs: number;
  readonly layoutShift: number;
  readonly requests: number;
  readonly largestPaint: number;
  readonly interaction: number;
  readonly others: number;
}

const blocked = (tasks: readonly number[]): number => tasks.reduce((sum, task) => sum + task - 50, 0);

async function openPage(browser: Browser, shop: string, { script, state }: Subject) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...(state && { storageState: state }),
  });
  const tab = await context.newPage();
  if (script !== undefined)
    await tab.route('**/v1/loader.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  let requests = 0;
  tab.on('request', () => (requests += 1));
  await observe(tab);
  const cost = await countCost(tab, slowdown);
  await tab.goto(shop + page, { waitUntil: 'load' });
  await tab.waitForTimeout(restMs);
  return { context, tab, cost, requests: () => requests };
}

async function measure(browser: Browser, shop: string, subject: Subject): Promise<Figures> {
  const used = countCpu([]);
  const { context, tab, cost, requests } = await openPage(browser, shop, subject);
  try {
    const { scriptMs, taskMs, heapKb } = await cost();
    const before = requests();
    const add = tab.getByRole('button', { name: 'Add to cart' });
    await add.click();
    await tab.waitForTimeout(500);
    const { longTasks, layoutShift, largestPaint, interaction } = await seenOn(tab);
    return {
      scriptMs,
      taskMs,
      heapKb,
      longTasks: longTasks.length,
      blockedMs: blocked(longTasks),
      layoutShift,
      requests: before,
      largestPaint,
      interaction,
      others: used().others,
    };
  } finally {
    await context.close();
  }
}

/** A visitor with a conversation of fifty messages, as their browser remembers it. */
async function converse(browser: Browser, url: string, shop: string): Promise<State> {
  const desk = await newDesk(browser, { url, email: 'mara@halden.example' });
  const shopper = await newShopper(browser, { shop });
  await desk.setStatus('Available');
  await shopper.acceptCookies();
  await shopper.chat.launcher.click();
  await shopper.chat.say('Message number 1, as long as people write them in a chat.');
  await desk.answer();
  for (let count = 2; count <= messages; count += 1)
    await desk.reply(`Message number ${count}, as long as people write them in a chat.`);
  await shopper.chat.panel.getByText(`Message number ${messages},`).waitFor();
  await shopper.page.keyboard.press('Escape');
  const state = await shopper.context.storageState();
  await shopper.close();
  await desk.close();
  return state;
}

interface Opening {
  readonly scriptMs: number;
  readonly taskMs: number;
  readonly longest: number;
}

/** From the press to the last message in view. */
async function measureOpening(browser: Browser, shop: string, subject: Subject): Promise<Opening> {
  const { context, tab, cost } = await openPage(browser, shop, subject);
  try {
    const before = await cost();
    const had = (await seenOn(tab)).longTasks.length;
    const last = `Message number ${subject.script === undefined ? messages : messages - 1},`;
    if (subject.script === undefined) await tab.getByRole('button', { name: /^(Chat with|Leave)/ }).click();
    else await tab.getByRole('button', { name: 'Toy chat' }).click();
    await tab.getByText(last).waitFor();
    await tab.waitForTimeout(1_000);
    const after = await cost();
    const { longTasks } = await seenOn(tab);
    return {
      scriptMs: after.scriptMs - before.scriptMs,
      taskMs: after.taskMs - before.taskMs,
      longest: Math.max(0, ...longTasks.slice(had)),
    };
  } finally {
    await context.close();
  }
}

export async function run(): Promise<string> {
  const scripts = await peerScripts();
  const demo = await startDemo('sqlite');
  const browser = await launchBrowser();
  try {
    const { shop, url } = demo.shopNode;
    const talked = await converse(browser, url, shop);
    const agreed = await agree(browser, shop);
    const nothing: Subject = { name: 'nothing', script: '' };
    const subjects: readonly Subject[] = [
      nothing,
      { name: 'ours, before consent' },
      { name: 'ours, after consent', state: agreed },
      { name: `ours, with a conversation of ${messages}`, state: talked },
      ...[...scripts].map(([name, script]) => ({ name, script })),
    ];
    const figures = new Map<Subject, Figures[]>(subjects.map((subject) => [subject, []]));
    const openings = new Map<string, Opening[]>();
    const toy = scripts.get('toy Preact panel, not opened') ?? '';
    for (let round = 0; round < rounds; round += 1) {
      await untilQuiet(quietBelow);
      for (const [index] of subjects.entries()) {
        const subject = subjects[(index + round) % subjects.length] ?? nothing;
        figures.get(subject)?.push(await measure(browser, shop, subject));
      }
      for (const [name, subject] of [
        ['ours', { name: 'ours', state: talked }],
        ['toy Preact panel', { name: 'toy', script: toy }],
      ] as const)
        openings.set(name, [...(openings.get(name) ?? []), await measureOpening(browser, shop, subject)]);
      console.log(`round ${round + 1} of ${rounds}`);
    }
    return report(subjects, figures, openings);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function agree(browser: Browser, shop: string): Promise<State> {
  const shopper = await newShopper(browser, { shop });
  await shopper.acceptCookies();
  await shopper.page.waitForTimeout(restMs);
  const state = await shopper.context.storageState();
  await shopper.close();
  return state;
}

function report(
  subjects: readonly Subject[],
  figures: ReadonlyMap<Subject, readonly Figures[]>,
  openings: ReadonlyMap<string, readonly Opening[]>,
): string {
  const of = (subject: Subject | undefined, figure: keyof Figures): number =>
    median((subject && figures.get(subject))?.map((one) => one[figure]) ?? []);
  const [nothing] = subjects;
  const more = (subject: Subject, figure: keyof Figures): string =>
    (of(subject, figure) - (subject === nothing ? 0 : of(nothing, figure))).toFixed(1);
  const rows = subjects.map((subject) => ({
    'in the place of our script': subject.name,
    'script ms': more(subject, 'scriptMs'),
    'task ms': more(subject, 'taskMs'),
    'heap KB': more(subject, 'heapKb'),
    requests: more(subject, 'requests'),
    'long tasks': of(subject, 'longTasks'),
    'TBT ms': of(subject, 'blockedMs').toFixed(0),
    'layout shift': of(subject, 'layoutShift').toFixed(4),
    'LCP ms': of(subject, 'largestPaint').toFixed(0),
    'INP ms': of(subject, 'interaction').toFixed(0),
  }));
  const opened = [...openings].map(([name, list]) => ({
    [`panel opened with ${messages} messages`]: name,
    'script ms': median(list.map((one) => one.scriptMs)).toFixed(1),
    'task ms': median(list.map((one) => one.taskMs)).toFixed(0),
    'longest task ms': median(list.map((one) => one.longest)).toFixed(0),
  }));
  const others = Math.max(...[...figures.values()].flat().map((one) => one.others));
  return [
    `Machine: ${describeMachine()}.`,
    `Commit: ${describeCommit()}. Medians of ${rounds} rounds in turns; processor slowed ${slowdown} times; at most ${Math.round(100 * others)} % of the machine used by the browser and others together. Script, task, heap and requests are what comes on top of the page with nothing.`,
    table(rows),
    table(opened),
  ].join('\n\n');
}
