import { stop } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { checkSource } from './check-walls.ts';
import { listFiles, readText } from './tree.ts';

afterAll(stop);

describe('the walls of the house', () => {
  it('stand: no file imports or names what it may not', async () => {
    const files = listFiles(/^(packages\/[^/]+\/src|test|bench|scripts|examples)\/.*\.(tsx?|mjs)$/);
    expect(files.length).toBeGreaterThan(20);
    const problems = await Promise.all(files.map((file) => checkSource(file, readText(file))));
    expect(problems.flat()).toEqual([]);
  });
});

/** One line that must be found, and one beside it that must not. */
const CASES: readonly (readonly [rule: string, file: string, wrong: string, right: string])[] = [
  ['the engine has no zod', 'packages/rules/src/a.ts', `import { z } from 'zod';`, `import { a } from './b.ts';`],
  [
    'the engine takes schemas as types only',
    'packages/rules/src/a.ts',
    `import { playbook } from './schema/playbook.ts';`,
    `import type { Playbook } from './schema/playbook.ts';`,
  ],
  [
    'rules know nothing of the wire',
    'packages/rules/src/schema/a.ts',
    `import type { Frame } from '@tillside/protocol';`,
    `import { z } from 'zod';`,
  ],
  [
    'the client core has no schemas',
    'packages/protocol/src/client/a.ts',
    `import { frame } from '../schema/link.ts';`,
    `import type { Frame } from '../schema/link.ts';`,
  ],
  [
    'schemas need no engine',
    'packages/protocol/src/schema/a.ts',
    `import { decide } from '@tillside/rules';`,
    `import { playbook } from '@tillside/rules/schema';`,
  ],
  [
    'the SDK has no Preact',
    'packages/widget/src/a.ts',
    `import { h } from 'preact';`,
    `import { d } from '@tillside/rules';`,
  ],
  [
    'the SDK does not pull in the panel',
    'packages/widget/src/entries/loader.ts',
    `import { panel } from '../ui/panel.tsx';`,
    `import type { Panel } from '../ui/panel.tsx';`,
  ],
  [
    'the panel reaches the wire through the SDK',
    'packages/widget/src/ui/a.tsx',
    `import { LIMITS } from '@tillside/protocol';`,
    `import type { Entry } from '@tillside/protocol';`,
  ],
  [
    'the widget and the relay never meet',
    'packages/widget/src/a.ts',
    `import type { Relay } from '@tillside/relay';`,
    `import type { Entry } from '@tillside/protocol';`,
  ],
  [
    'the core knows no handlers',
    'packages/relay/src/core/a.ts',
    `import { h } from '../handlers/h.ts';`,
    `import { p } from '../ports/p.ts';`,
  ],
  ['the core knows no Node', 'packages/relay/src/core/a.ts', `import 'node:fs';`, `import { x } from './b.ts';`],
  [
    'handlers know no store',
    'packages/relay/src/handlers/a.ts',
    `import { s } from '../sqlite/store.ts';`,
    `import { p } from '../ports/p.ts';`,
  ],
  [
    'redis is known in redis/ alone',
    'packages/relay/src/create-relay.ts',
    `import { createClient } from 'redis';`,
    `import { openRedis } from './redis/open.ts';`,
  ],
  [
    'node:sqlite is known in sqlite/ alone',
    'packages/relay/src/redis/a.ts',
    `import { DatabaseSync } from 'node:sqlite';`,
    `import { createClient } from 'redis';`,
  ],
  [
    'ws is known in transport/ alone',
    'packages/relay/src/create-relay.ts',
    `import { WebSocketServer } from 'ws';`,
    `import { upgrade } from './transport/upgrade.ts';`,
  ],
  [
    'nobody imports main.ts',
    'packages/relay/src/create-relay.ts',
    `import { main } from './main.ts';`,
    `import { parse } from './config.ts';`,
  ],
  [
    'the console loads the engine lazily',
    'packages/console/src/a.tsx',
    `import { decide } from '@tillside/rules';`,
    `const { decide } = await import('@tillside/rules');`,
  ],
  [
    'a re-export is an import',
    'packages/widget/src/a.ts',
    `export { z } from 'zod';`,
    `export type { Entry } from '@tillside/protocol';`,
  ],
  [
    'an import() is an import',
    'packages/widget/src/a.ts',
    `const z = await import('zod');`,
    `const z = await import('./b.ts');`,
  ],
  [
    'a type by import() is an import',
    'packages/relay/src/core/a.ts',
    `type W = import('ws').WebSocket;`,
    `type P = import('../ports/p.ts').Port;`,
  ],
  [
    'JSX is an import of Preact',
    'packages/widget/src/a.tsx',
    `export const a = <p>no</p>;`,
    `export const a = (b: number) => b;`,
  ],
  [
    'other packages are imported by name',
    'packages/relay/src/core/a.ts',
    `import { d } from '../../../rules/src/index.ts';`,
    `import { d } from '@tillside/rules';`,
  ],
  [
    'tests of the whole use public entry points',
    'test/e2e/a.test.ts',
    `import { x } from '../../packages/relay/src/core/x.ts';`,
    `import { createRelay } from '@tillside/relay';`,
  ],
  [
    'chaos looks into the core, not into handlers',
    'test/chaos/a.ts',
    `import { x } from '../../packages/relay/src/handlers/x.ts';`,
    `import { x } from '../../packages/relay/src/core/x.ts';`,
  ],
  ['no inline types', 'scripts/a.ts', `import { a, type B } from './b.ts';`, `import { a, types } from './b.ts';`],
  [
    'the engine reads no clock',
    'packages/rules/src/a.ts',
    `const a = Date.now();`,
    `const a = (Date: D) => Date.now();`,
  ],
  ['the engine makes no date', 'packages/rules/src/a.ts', `const a = new Date;`, `const a = new Date(5);`],
  ['the core has no chance', 'packages/relay/src/core/a.ts', `const a = Math.random();`, `const a = Math.max(1, 2);`],
  ['the core sets no timer', 'packages/relay/src/core/a.ts', `setTimeout(f, 1);`, `ports.setTimeout(f, 1);`],
  [
    'the core knows no process',
    'packages/relay/src/core/a.ts',
    `process.exit(1);`,
    `const a = (process: P) => process.a;`,
  ],
  [
    'only env.ts names the page',
    'packages/widget/src/sdk/a.ts',
    `const t = globalThis.document.title;`,
    `const t = (document: D) => document.title;`,
  ],
  [
    'the environment is read in one place',
    'packages/relay/src/transport/a.ts',
    `const a = process.env.PORT;`,
    `const a = process.pid;`,
  ],
  ['no double casts', 'packages/relay/src/a.ts', `const a = b as unknown as C;`, `const a = b as C;`],
  ['no markup from strings', 'packages/widget/src/ui/a.ts', `e.innerHTML = a;`, `e.textContent = a;`],
];

describe('each wall stops what it is for', () => {
  it.each(CASES)('%s', async (_rule, file, wrong, right) => {
    expect(await checkSource(file, wrong)).toHaveLength(1);
    expect(await checkSource(file, right)).toEqual([]);
  });

  it('env.ts itself may name the page, main.ts the environment', async () => {
    expect(await checkSource('packages/widget/src/env.ts', 'export const page = document;')).toEqual([]);
    expect(await checkSource('packages/relay/src/main.ts', 'export const env = process.env;')).toEqual([]);
  });

  it('a problem says where, what and why', async () => {
    const source = `const a = 1;\nimport { z } from 'zod';`;
    expect(await checkSource('packages/widget/src/a.ts', source)).toEqual([
      'packages/widget/src/a.ts:2 imports zod: widget sdk may not import zod: every page of a shop downloads this: no schemas, no Preact, and the panel only when it is needed',
    ]);
  });
});
