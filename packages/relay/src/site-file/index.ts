export { changeDirectory } from './apply.ts';
export { formatChange, planChanges } from './plan.ts';
export type { Change } from './plan.ts';
export { publishable } from './publishable.ts';
export { fromDirectory, readSiteFile, toDirectory } from './read.ts';
export type { Mistake, ReadResult } from './read.ts';
export { siteFile } from './schema.ts';
export type { SiteFile, SiteFileInput } from './schema.ts';
