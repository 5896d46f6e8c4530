/**
 * - `yes`: in any way
 * - `type`: only by `import type`, which leaves no trace in what runs
 * - `lazy`: by `import type`, or by `import()` where it is needed
 */
export type Permission = 'yes' | 'type' | 'lazy';

export const RULES = { rules: 'yes', 'rules explain': 'yes' } as const;
export const PURE = { ...RULES, 'rules schema': 'type', protocol: 'yes', 'protocol schema': 'type' } as const;
export const ALL_SHARED = { ...PURE, 'rules schema': 'yes', 'protocol schema': 'yes', zod: 'yes' } as const;
export const RELAY_INSIDE = { 'relay core': 'yes', 'relay ports': 'yes' } as const;
export const EVERY_ENTRY = {
  ...ALL_SHARED,
  'protocol client': 'yes',
  'relay entry': 'yes',
  'widget entry': 'yes',
  'node:': 'yes',
  'node:sqlite': 'yes',
} as const;
/** What tests and benchmarks are made with. */
export const WORKSHOP = {
  vitest: 'yes',
  'fast-check': 'yes',
  'happy-dom': 'yes',
  'playwright-core': 'yes',
  'axe-core': 'yes',
  preact: 'yes',
  ws: 'yes',
  redis: 'yes',
  rollup: 'yes',
  esbuild: 'yes',
  terser: 'yes',
  '@rollup/plugin-node-resolve': 'yes',
} as const;
/** Other rule engines, which ours is measured beside. */
export const RIVALS = {
  '@growthbook/growthbook': 'yes',
  'json-logic-js': 'yes',
  'json-rules-engine': 'yes',
  mingo: 'yes',
  sift: 'yes',
} as const;
