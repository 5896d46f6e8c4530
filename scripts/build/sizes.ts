import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundleFile } from './bundle.ts';
import { ROOT } from './paths.ts';
import { buildWidget } from './widget.ts';

/** What a shopper downloads, at most: bytes after brotli 11. The reasons and the peers are in docs/architecture.md. */
export const BUDGETS: Readonly<Record<string, number>> = {
  entry: 8000,
  link: 4500,
  // Who opens the chat downloads the ui and the panel, who is invited first the ui and the invitation: 16,000 either way.
  ui: 10_300,
  panel: 5700,
  invitation: 5700,
  // And either way what puts them together, and the masking, in one file with the link and the ui where nothing of it was there before.
  talk: 2200,
  'link.ui.mask': 16_400,
  extras: 4000,
  facts: 4000,
  watch: 3000,
  record: 1000,
  engine: 4000,
};

/** Every other part, each loaded only where it is used. Several in one file take no more than they would apart. */
const OTHER = 4000;

export const budgetOf = (name: string): number =>
  BUDGETS[name] ?? name.split('.').reduce((sum, part) => sum + (BUDGETS[part] ?? OTHER), 0);

export interface Part {
  readonly name: string;
  readonly code: string;
  readonly rawBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
  readonly budgetBytes: number;
}

/** Builds what a shopper may download, without writing it, and weighs it: the three parts, the lazy ones, the engine alone. */
export async function weighParts(): Promise<readonly Part[]> {
  const { build, missing, names } = await buildWidget('weighing');
  if (missing.length > 0) throw new Error(`the widget is incomplete: ${missing.join(', ')} missing`);
  const files = new Map([...build.entries, ...build.hashed]);
  const named = Object.entries(build.manifest).flatMap(([name, file]) => {
    const code = typeof file === 'string' ? files.get(file) : undefined;
    return code === undefined ? [] : [{ name: name === 'loader' ? 'entry' : name, code }];
  });
  const engine = await bundleFile({
    input: join(ROOT, 'packages/rules/src/core.ts'),
    format: 'es',
    names,
    isAscii: true,
  });
  const parts = [...named, { name: 'engine', code: engine }].map(weigh);
  const order = [...Object.keys(BUDGETS), ...parts.map(({ name }) => name)];
  return parts.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function weigh({ name, code }: { readonly name: string; readonly code: string }): Part {
  const bytes = Buffer.from(code);
  return {
    name,
    code,
    rawBytes: bytes.length,
    gzipBytes: gzipSync(bytes, { level: 9 }).length,
    brotliBytes: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
    budgetBytes: budgetOf(name),
  };
}
