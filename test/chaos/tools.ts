import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { startProcess } from '../helpers/process.ts';

async function isThere(command: string): Promise<boolean> {
  const folders = `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin`.split(delimiter);
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, command)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Brings a program from Debian where this user is root; otherwise why it is not there, with what to do about it. */
export async function missingTool(command: string, packages: readonly string[]): Promise<string | undefined> {
  if (await isThere(command)) return undefined;
  const advice = `${command} is not installed: apt-get install ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !(await isThere('apt-get'))) return advice;
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const words of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]])
    await startProcess('apt-get', words, { env }).ended;
  return (await isThere(command)) ? undefined : advice;
}
