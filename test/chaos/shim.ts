import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../helpers/process.ts';
import { missingTool } from './tools.ts';

/** A folder whose files are followed: what of them would survive if the power went now. */
export interface Shim {
  readonly path: string;
  /** For the processes that keep files there. */
  readonly env: Readonly<Record<string, string>>;
  /** The power was cut: every file is as it was at its last sync, and what never was synced is gone. */
  restore(): Promise<void>;
  done(): Promise<void>;
}

/** @param delayMs how much slower every sync is */
export async function createShim(delayMs = 0): Promise<Shim> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-shim-'));
  const path = await mkdtemp(join(folder, 'root-'));
  const keep = await mkdtemp(join(folder, 'keep-'));
  const library = join(folder, 'shim.so');
  await runProcess('gcc', ['-shared', '-fPIC', '-O2', '-o', library, join(import.meta.dirname, 'shim.c'), '-ldl']);
  return {
    path,
    env: {
      LD_PRELOAD: library,
      SHIM_ROOT: path,
      SHIM_KEEP: keep,
      ...(delayMs > 0 ? { SHIM_DELAY_MS: String(delayMs) } : {}),
    },
    async restore() {
      for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) await rm(join(entry.parentPath, entry.name));
      for (const name of await readdir(keep)) await copyFile(join(keep, name), join(path, ...name.split('%')));
    },
    done: () => rm(folder, { recursive: true, force: true }),
  };
}

export const missingShim = (): Promise<string | undefined> => missingTool('gcc', ['gcc', 'libc6-dev']);
