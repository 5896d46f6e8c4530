import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');

/** The fenced block of docs/operations.md that holds this text. */
export function blockWith(text: string): string {
  const blocks = [...page.matchAll(/^```.*\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const found = blocks.filter((block) => block.includes(text));
  if (found.length !== 1) throw new Error(`docs/operations.md has ${found.length} blocks with "${text}"`);
  return found[0] ?? '';
}

/** Each file that the page shows, by its name in examples/deploy, with words that only its block has. */
export const deployFiles = {
  'tillside.env': '# /etc/tillside.env',
  'tillside.sh': '#!/bin/sh',
  'tillside.service': '[Service]',
  'nginx.conf': 'listen 443 ssl',
  Caddyfile: 'reverse_proxy',
} as const;

export const documented = (file: keyof typeof deployFiles): string => blockWith(deployFiles[file]);

export const shipped = (file: string): string => readFileSync(join(root, 'examples', 'deploy', file), 'utf8');

/** Puts this machine's names and paths in the place of the documented ones; each must be there. */
export function adapt(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((adapted, [from, to]) => {
    if (!adapted.includes(from)) throw new Error(`the documented text has no ${from}`);
    return adapted.replaceAll(from, to);
  }, text);
}

/** `NAME=value` lines as an environment. */
export function readEnv(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
}

/** A unit file's settings; what is said more than once is a list. */
export function readUnit(text: string): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, string[]>();
  for (const [, name = '', value = ''] of text.matchAll(/^(\w+)=(.*)$/gm)) {
    settings.set(name, [...(settings.get(name) ?? []), value]);
  }
  return settings;
}
