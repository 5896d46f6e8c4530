import { pathToFileURL } from 'node:url';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';
import type { ChooseRep } from './core/choose-rep.ts';

/** What a module exports is not known before it is loaded; what the function answers is checked where it is used. */
function isChooseRep(value: unknown): value is ChooseRep {
  return typeof value === 'function';
}

/**
 * The operator's own order of reps, as the module that the configuration names exports it by default; `undefined`: the relay's.
 *
 * @throws ConfigError when the module cannot be loaded, or exports no function.
 */
export async function openChoice({ chooseRepModule }: Pick<Config, 'chooseRepModule'>): Promise<ChooseRep | undefined> {
  if (chooseRepModule === undefined) return undefined;
  const loaded: unknown = await import(pathToFileURL(chooseRepModule).href).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`CHOOSE_REP=${chooseRepModule} cannot be loaded: ${why}`, { cause: error });
  });
  const found = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
  if (isChooseRep(found)) return found;
  throw new ConfigError(
    `CHOOSE_REP=${chooseRepModule} has no function as its default export: export default (candidates, visit) => […names of reps].`,
  );
}
