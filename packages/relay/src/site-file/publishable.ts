import { canonicalJson } from '@tillside/rules/schema';
import type { PlaybookFile } from '@tillside/rules/schema';
import { hashSecret } from '../transport/passwords.ts';

/**
 * A checked playbook as it is stored and downloaded, with its version: the hash of its content.
 *
 * The text is in canonical order, because a trace counts conditions in document order: one version is always one text.
 */
export function publishable(playbook: PlaybookFile): { readonly version: string; readonly json: string } {
  const canonical = canonicalJson(playbook);
  const version = hashSecret(canonical).slice(0, 16);
  return { version, json: `{"version":"${version}",${canonical.slice(1)}` };
}
