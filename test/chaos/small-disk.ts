import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../helpers/process.ts';

export interface SmallDisk {
  readonly path: string;
  /** Until nothing more fits. */
  fill(): Promise<void>;
  /** What filled it is gone. */
  free(): Promise<void>;
  /** Unmounts it. */
  done(): Promise<void>;
}

/** A disk of its own in memory, so small that it can be filled. Rejects where this user may not mount. */
export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk> {
  const path = await mkdtemp(join(tmpdir(), 'tillside-disk-'));
  const filler = join(path, 'filler');
  try {
    await runProcess('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path]);
  } catch (error) {
    await rm(path, { recursive: true });
    throw error;
  }
  return {
    path,
    async fill() {
      const file = await open(filler, 'a');
      try {
        for (const size of [1 << 16, 1 << 12]) {
          const piece = Buffer.alloc(size);
          // Ends with ENOSPC.
          for (let wrote = size; wrote === size;)
            wrote = await file.write(piece).then(
              ({ bytesWritten }) => bytesWritten,
              () => 0,
            );
        }
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler),
    async done() {
      await runProcess('umount', ['--lazy', path]);
      await rm(path, { recursive: true });
    },
  };
}

/** Why no such disk can be had here, if so. */
export async function missingSmallDisk(): Promise<string | undefined> {
  try {
    await (await mountSmallDisk(1)).done();
    return undefined;
  } catch (error) {
    return `this user may not mount a small disk: ${String(error).split('\n')[0]}`;
  }
}
