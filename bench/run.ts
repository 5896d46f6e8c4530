import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `pnpm bench NAME`: each benchmark is a file beside this one that exports `run`. */
const [name] = process.argv.slice(2);
const benchmarks = ['message-path'] as const;

if (
  name === undefined ||
  !benchmarks.some((one) => one === name) ||
  !existsSync(join(import.meta.dirname, `${name}.ts`))
) {
  console.error(`pnpm bench NAME, where NAME is one of: ${benchmarks.join(', ')}`);
  process.exit(2);
}
const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<void> };
await run();
process.exit(0);
