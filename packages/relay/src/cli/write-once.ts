import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileReason, UsageError } from './host.ts';

/** Writes a file that was not there, for its owner's eyes alone. Resolves to its path. @throws UsageError */
export async function writeOnce(path: string, text: string): Promise<string> {
  const target = resolve(path);
  try {
    await writeFile(target, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new UsageError(`${target} was not written: ${fileReason(error)}.`, { cause: error });
  }
  return target;
}
