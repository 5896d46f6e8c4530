/** What keeps persons and secrets out of facts, traces, journals and exports. Tiny: browsers load it with every page. */
export { reduceName } from './reduce-name.ts';
export { reduceUrl } from './reduce-url.ts';
export type { ReducedUrl } from './reduce-url.ts';
