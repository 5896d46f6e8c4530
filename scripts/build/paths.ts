import { join, resolve } from 'node:path';

/** The repository's root folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

export const WIDGET = join(ROOT, 'packages/widget');
export const CONSOLE = join(ROOT, 'packages/console');
