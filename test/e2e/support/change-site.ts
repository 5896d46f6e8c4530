import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Demo } from '../../helpers/demo.ts';

/** The part of a site file that tests change. */
export interface SiteFile {
  readonly origins: readonly string[];
  readonly teams: readonly { readonly id: string; readonly ringTimeoutMs: number; readonly capacity: number }[];
  readonly preChat?: object;
  readonly reasons?: object;
}

/** Changes a site as its admin does: its file, printed, edited and applied. Returns what `tillside` says. */
export async function changeSite(demo: Demo, id: string, edit: (site: SiteFile) => SiteFile): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-site-'));
  const file = join(folder, 'site.json');
  try {
    await writeFile(file, JSON.stringify(edit(JSON.parse(await demo.cli('site', 'export', id)) as SiteFile)));
    return await demo.cli('site', 'apply', file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
