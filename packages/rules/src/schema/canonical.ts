import type { PlaybookFile } from './parse.ts';
import { isObject } from './problems.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/**
 * One text for one content, whatever the order of its keys and its white space: hash it for the version (a `version` that is there is left out).
 * Store and serve this very text with the version put in, and not the author's: a trace counts leaves in the order of the document.
 */
export function canonicalJson(playbook: PlaybookFile & { readonly version?: string }): string {
  const { version: _, ...content } = playbook;
  return JSON.stringify(sorted(content));
}
