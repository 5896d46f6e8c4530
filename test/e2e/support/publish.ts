import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Demo } from '../../helpers/demo.ts';

/** Publishes a playbook as the site's admin does. Returns what `tillside` says. */
export async function publish(demo: Demo, site: string, playbook: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-playbook-'));
  const file = join(folder, 'playbook.json');
  try {
    await writeFile(file, JSON.stringify(playbook));
    return await demo.cli('playbook', 'publish', file, '--site', site);
  } finally {
    await rm(folder, { recursive: true });
  }
}
