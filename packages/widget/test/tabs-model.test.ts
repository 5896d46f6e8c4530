import { afterEach, describe, expect, it, vi } from 'vitest';
import { liveThrough } from './helpers/tabs/run.ts';
import type { Life } from './helpers/tabs/run.ts';

vi.mock(import('../src/env.ts'), async (original) => ({
  ...(await original()),
  ...((await import('./helpers/tabs/browser.ts')).env as object),
}));

/** `MODEL_SEEDS=5000` for a long night. */
const SEEDS = Number(process.env['MODEL_SEEDS'] ?? 60);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Everything that is wrong when all is quiet, in words. */
function findFaults({ browser: { relay, locks }, pages, all }: Life): string[] {
  const faults = [...relay.faults];
  const visitors = relay.visitors();
  if (visitors.length > 1) faults.push(`${visitors.length} visitors`);
  const log = relay.log(visitors[0] ?? '');
  const texts = log.map(({ body }) => ('text' in body ? body.text : ''));
  for (const [index, text] of texts.entries()) if (texts.indexOf(text) < index) faults.push(`doubled: ${text}`);
  for (const { said, wasAside } of all) {
    const own = texts.filter((text) => said.includes(text ?? ''));
    if (wasAside()) own.sort((a, b) => said.indexOf(a ?? '') - said.indexOf(b ?? ''));
    if (own.join() !== said.join()) faults.push(`said ${said.join()}, but the log has ${own.join()}`);
  }
  const expected = log.map(({ offset }, index) => `${offset} ${texts[index]}`).join('\n');
  for (const { view, tab, link } of pages) {
    if (view.join('\n') !== expected) faults.push(`${tab.name} sees something else: ${view.length} of ${log.length}`);
    if (link()._state() !== 'up') faults.push(`${tab.name} is ${link()._state()}`);
  }
  const lines = relay.lines();
  if (lines.length !== 1) faults.push(`${lines.length} sockets`);
  const leader = locks.holder('tillside:site_halden:lead');
  if (leader !== lines[0]?.tab) faults.push(`${leader?.name} leads, but ${lines[0]?.tab.name} has the socket`);
  if (leader?.page.hidden) faults.push(`${leader.name} leads and is not in view`);
  return faults;
}

describe('tabs that open, hide, freeze, die and write', () => {
  it(
    '[LI12] send all once and in order, see the same, and end with one socket, in view, whatever the seed',
    { timeout: 240_000 },
    async () => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const faults = findFaults(await liveThrough(seed));
        vi.unstubAllGlobals();
        vi.restoreAllMocks();
        expect({ seed, faults }).toEqual({ seed, faults: [] });
      }
    },
  );
});
