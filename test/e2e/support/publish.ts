import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Demo } from '../../helpers/demo.ts';
import { askBoot } from './ask-boot.ts';

/**
 * Publishes a playbook's file as the site's admin does. Resolves once the relay gives that playbook to pages, which may be a second after the
 * command has ended: a page that is loaded earlier has the rules from before for as long as it stays.
 */
export async function publishFile(demo: Demo, site: string, file: string): Promise<void> {
  const said = await demo.cli('playbook', 'publish', file, '--site', site);
  const [, version] = /version (\w+)/i.exec(said) ?? [];
  if (version === undefined) throw new Error(`${file} was not published: ${said}`);
  await vi.waitUntil(async () => (await askBoot(demo.shopNode.url, site)).playbook?.version === version, {
    timeout: 20_000,
    interval: 100,
  });
}

/** The same with a playbook that has no file yet. */
export async function publish(demo: Demo, site: string, playbook: object): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-playbook-'));
  const file = join(folder, 'playbook.json');
  try {
    await writeFile(file, JSON.stringify(playbook));
    await publishFile(demo, site, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
