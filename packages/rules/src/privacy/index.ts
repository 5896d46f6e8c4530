/** What keeps persons and secrets out of facts, traces, journals and exports. Tiny: browsers load it with every page. */
export { maskCards } from './mask-cards.ts';
export type { Masked } from './mask-cards.ts';
export { reduceFact } from './reduce-facts.ts';
export type { Allowed } from './reduce-facts.ts';
export { reduceName } from './reduce-name.ts';
export { pageTypeAfter, reduceStep } from './reduce-step.ts';
export { reduceUrl } from './reduce-url.ts';
export type { ReducedUrl } from './reduce-url.ts';
