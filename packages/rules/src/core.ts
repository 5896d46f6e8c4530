/** The engine as browsers load it: without what many playbooks do without, which is `@tillside/rules/extras`. */
export { hashOf } from './arms.ts';
export { createCoreEngine } from './engine.ts';
export type { Extras } from './extras.ts';
