import axe from 'axe-core';
import type { Page } from 'playwright-core';

type WithAxe = Window & { axe?: typeof axe };

const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe holds against the page as it is on the screen now, by WCAG 2.2 A and AA: one line for each place. Within `selector` only, where
 * there is one; `without` these rules.
 */
export async function findViolations(
  page: Page,
  selector = 'html',
  without: readonly string[] = [],
): Promise<readonly string[]> {
  // Through the debugger, which a page's policy does not bind.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
  const run = { selector, options: { runOnly, rules, resultTypes: ['violations' as const] } };
  const { passes, violations } = await page.evaluate(({ selector: within, options }) => {
    const { axe: found } = window as WithAxe;
    if (!found) throw new Error('axe is not there');
    return found.run(within, options);
  }, run);
  const proof = without.includes('color-contrast') ? 'button-name' : 'color-contrast';
  if (!passes.some(({ id }) => id === proof)) return [`there was nothing to look at for ${proof}`];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.flat().join(' ')}: ${failureSummary}`),
  );
}
