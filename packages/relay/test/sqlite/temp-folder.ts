import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A folder of its own for each test of the surrounding `describe`; the function names a file in it. */
export function useTempFolder(): (file: string) => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillside-sqlite-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return (file) => join(folder, file);
}
