import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from './mutants.ts';

const root = join(import.meta.dirname, '..', '..');

/** From now on the mutant's file is loaded with its mistake. Throws where the text to replace is not there exactly once. */
export function loadMutant({ file, from, to }: Mutant): void {
  const { href } = pathToFileURL(join(root, file));
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== href) return loaded;
      const source =
        typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source ?? undefined);
      if (source.split(from).length !== 2) throw new Error(`${file} has “${from}” not exactly once`);
      return { ...loaded, source: source.replace(from, () => to) };
    },
  });
}
