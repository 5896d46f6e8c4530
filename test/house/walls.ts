import { ALL_SHARED, EVERY_ENTRY, PURE, RELAY_INSIDE, RIVALS, RULES, WORKSHOP } from './permissions.ts';
import type { Permission } from './permissions.ts';

/**
 * Who may import whom: the table of docs/architecture.md, for the machine. One place to look, one place to change.
 * A zone is a set of files; what it may import are zones and packages.
 */
export interface Zone {
  readonly name: string;
  /** Files of the zone, as paths from the root; the first zone that fits counts. */
  readonly files: RegExp;
  readonly may: Readonly<Record<string, Permission>>;
  /** What a person reads who ran into this wall. */
  readonly because: string;
}

export const ZONES: readonly Zone[] = [
  {
    name: 'rules schema',
    files: /^packages\/rules\/src\/(schema|lint|rehearse|journeys)\//,
    may: { ...RULES, 'rules schema': 'yes', zod: 'yes' },
    because: 'schemas, linter, journeys and rehearsal stand beside the engine and know nothing of the wire',
  },
  {
    name: 'rules explain',
    files: /^packages\/rules\/src\/explain\//,
    may: { ...RULES, 'rules schema': 'type' },
    because: 'the engine and its explanations run in every browser: pure, and without zod',
  },
  {
    name: 'rules',
    files: /^packages\/rules\/src\//,
    may: { ...RULES, 'rules schema': 'type' },
    because: 'the engine runs in every browser: pure, and without zod',
  },
  {
    name: 'protocol schema',
    files: /^packages\/protocol\/src\/schema\//,
    may: { protocol: 'yes', 'protocol schema': 'yes', 'rules schema': 'yes', zod: 'yes' },
    because: 'schemas describe the wire; they need no engine',
  },
  {
    name: 'protocol client',
    files: /^packages\/protocol\/src\/client\//,
    may: {
      rules: 'type',
      'rules schema': 'type',
      protocol: 'yes',
      'protocol schema': 'type',
      'protocol client': 'yes',
      zod: 'type',
    },
    because: 'the client core is downloaded by shoppers: pure, and without zod',
  },
  {
    name: 'protocol',
    files: /^packages\/protocol\/src\//,
    may: {
      rules: 'type',
      'rules schema': 'type',
      protocol: 'yes',
      'protocol schema': 'type',
      'protocol client': 'yes',
      zod: 'type',
    },
    because: 'catalogues and limits are downloaded by shoppers: types of schemas cost nothing, schemas cost 20 KB',
  },
  {
    name: 'widget ui',
    files: /^packages\/widget\/src\/ui\//,
    may: { 'widget ui': 'yes', 'widget sdk': 'yes', rules: 'type', protocol: 'type', preact: 'yes' },
    because: 'the panel reaches rules and wire through the SDK, which is loaded already',
  },
  {
    name: 'widget entry',
    files: /^packages\/widget\/src\/(entries\/(?!loader\.|link\.)|(index|load)\.ts$)/,
    may: {
      ...RULES,
      'widget sdk': 'yes',
      'widget ui': 'yes',
      'widget entry': 'yes',
      protocol: 'yes',
      'protocol client': 'yes',
    },
    because: 'an entry puts the parts of one bundle together',
  },
  {
    name: 'widget react',
    files: /^packages\/widget\/src\/react\//,
    may: { 'widget entry': 'yes', 'widget sdk': 'type', react: 'yes' },
    because: 'the wrapper is for shops that have React; nothing else knows it',
  },
  {
    name: 'widget sdk',
    files: /^packages\/widget\/src\//,
    may: {
      ...RULES,
      protocol: 'yes',
      'protocol client': 'yes',
      'widget sdk': 'yes',
      'widget ui': 'type',
    },
    because: 'every page of a shop downloads this: no schemas, no Preact, and the panel only when it is needed',
  },
  {
    name: 'relay core',
    files: /^packages\/relay\/src\/core\//,
    may: { ...PURE, ...RELAY_INSIDE },
    because: 'the core is pure: (state, input, now) -> [state, effects]',
  },
  {
    name: 'relay ports',
    files: /^packages\/relay\/src\/ports\//,
    may: { ...PURE, ...RELAY_INSIDE },
    because: 'a port says what the core needs of the world, in the words of the domain',
  },
  {
    name: 'relay handlers',
    files: /^packages\/relay\/src\/handlers\//,
    may: { ...PURE, ...RELAY_INSIDE, 'relay handlers': 'yes' },
    because: 'handlers reach the world through ports only',
  },
  {
    name: 'relay transport',
    files: /^packages\/relay\/src\/transport\//,
    may: {
      ...ALL_SHARED,
      ...RELAY_INSIDE,
      'relay handlers': 'yes',
      'relay transport': 'yes',
      'relay entry': 'yes',
      ws: 'yes',
      hono: 'yes',
      '@hono/node-server': 'yes',
      'file-type': 'yes',
      pino: 'type',
      'node:': 'yes',
    },
    because: 'sockets and HTTP know no store, and `ws` is known here alone',
  },
  {
    name: 'relay compact',
    files: /^packages\/relay\/src\/compact\//,
    may: { 'relay compact': 'yes', 'node:': 'yes' },
    because: 'what is compressed is the same on every store, and knows none',
  },
  {
    name: 'relay sqlite',
    files: /^packages\/relay\/src\/sqlite\//,
    may: {
      ...ALL_SHARED,
      ...RELAY_INSIDE,
      'relay compact': 'yes',
      'relay sqlite': 'yes',
      'node:': 'yes',
      'node:sqlite': 'yes',
    },
    because: 'an adapter knows ports and its own store, and `node:sqlite` is known here alone',
  },
  {
    name: 'relay redis',
    files: /^packages\/relay\/src\/redis\//,
    may: { ...ALL_SHARED, ...RELAY_INSIDE, 'relay compact': 'yes', 'relay redis': 'yes', redis: 'yes', 'node:': 'yes' },
    because: 'an adapter knows ports and its own store, and `redis` is known here alone',
  },
  {
    name: 'relay files',
    files: /^packages\/relay\/src\/files\//,
    may: { ...RELAY_INSIDE, protocol: 'yes', 'relay files': 'yes', 'node:': 'yes' },
    because: 'an adapter knows its port and its folder',
  },
  {
    name: 'relay mail',
    files: /^packages\/relay\/src\/mail\//,
    may: { ...RELAY_INSIDE, 'relay mail': 'yes', nodemailer: 'yes', 'node:': 'yes' },
    because: 'an adapter knows its port and its server, and `nodemailer` is known here alone',
  },
  {
    name: 'relay cli',
    files: /^packages\/relay\/src\/cli\//,
    may: {
      ...ALL_SHARED,
      ...RELAY_INSIDE,
      'relay handlers': 'yes',
      'relay transport': 'yes',
      'relay files': 'yes',
      'relay mail': 'yes',
      'relay cli': 'yes',
      'relay entry': 'yes',
      'node:': 'yes',
    },
    because: 'the command line works through ports, opened by the composition root',
  },
  {
    name: 'relay main',
    files: /^packages\/relay\/src\/main\.ts$/,
    may: { 'relay entry': 'yes', 'relay cli': 'yes', 'node:': 'yes' },
    because: 'main.ts only reads the environment and signals; nobody imports it',
  },
  {
    name: 'relay entry',
    files: /^packages\/relay\/src\//,
    may: {
      ...ALL_SHARED,
      ...RELAY_INSIDE,
      'relay handlers': 'yes',
      'relay transport': 'yes',
      'relay sqlite': 'yes',
      'relay redis': 'yes',
      'relay files': 'yes',
      'relay mail': 'yes',
      'relay entry': 'yes',
      'relay cli': 'yes',
      '@hono/node-server': 'yes',
      pino: 'yes',
      'node:': 'yes',
    },
    because:
      'the composition root puts adapters and transport together; nobody imports main.ts, and stores stay behind their folders',
  },
  {
    name: 'console',
    files: /^packages\/console\/src\//,
    may: {
      console: 'yes',
      rules: 'lazy',
      'rules explain': 'yes',
      'rules schema': 'lazy',
      protocol: 'yes',
      'protocol client': 'yes',
      'protocol schema': 'yes',
      zod: 'yes',
      preact: 'yes',
      '@preact/signals': 'yes',
      tinykeys: 'yes',
    },
    because: 'engine and linter are loaded where a playbook is edited, not at sign-in',
  },
  {
    name: 'simulation',
    files: /^test\/simulation\//,
    may: {
      protocol: 'yes',
      'protocol client': 'yes',
      'relay core': 'yes',
      'relay ports': 'yes',
      'relay handlers': 'yes',
      'relay transport': 'yes',
      'relay entry': 'yes',
      'widget sdk': 'yes',
      simulation: 'yes',
      vitest: 'yes',
      'node:': 'yes',
    },
    because:
      'the simulation drives the relay below its sockets and the client above its own, and nothing of them is made for it',
  },
  {
    name: 'proof',
    files: /^(test\/chaos|bench)\//,
    may: {
      ...EVERY_ENTRY,
      ...WORKSHOP,
      ...RIVALS,
      'relay core': 'yes',
      proof: 'yes',
      simulation: 'yes',
      'test helpers': 'yes',
      scripts: 'yes',
    },
    because: 'simulations and benchmarks may look into the core, everything else goes through public entry points',
  },
  {
    name: 'test helpers',
    files: /^test\/helpers\//,
    may: { ...EVERY_ENTRY, ...WORKSHOP, 'test helpers': 'yes', scripts: 'yes', examples: 'yes' },
    because: 'tests of the whole use public entry points and built files only',
  },
  {
    name: 'tests',
    files: /^test\//,
    may: { ...EVERY_ENTRY, ...WORKSHOP, tests: 'yes', 'test helpers': 'yes', scripts: 'yes', examples: 'yes' },
    because: 'tests of the whole use public entry points and built files only',
  },
  {
    name: 'examples',
    files: /^examples\//,
    may: { ...EVERY_ENTRY, examples: 'yes', esbuild: 'yes', react: 'yes', 'react-dom': 'yes' },
    because: 'an example uses what a stranger can use: public entry points, built files, and what npm has',
  },
  {
    name: 'scripts',
    files: /^scripts\//,
    may: { ...EVERY_ENTRY, ...WORKSHOP, scripts: 'yes' },
    because: 'scripts use public entry points',
  },
];
