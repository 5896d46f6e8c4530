import type { BrowserContext } from 'playwright-core';

/** What the browser's console holds against the pages: warnings, errors, refusals of the page's policy, exceptions. */
export function watchComplaints(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  return complaints;
}
