import type { Page } from 'playwright-core';

/** The demo's site that pages of one's own have. */
export const SITE = 'site_halden';

/** Its widget as it is on the screen, in English. */
export const launcherOf = (page: Page) => page.getByRole('button', { name: /^(Chat with|Leave) Halden/ });
export const invitationOf = (page: Page) => page.getByRole('region', { name: /^Message from/ });
export const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Chat with Halden' });
export const fieldOf = (page: Page) => panelOf(page).getByRole('textbox', { name: 'Write a message' });
