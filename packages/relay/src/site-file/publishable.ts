import { canonicalJson, publicPlaybook } from '@tillside/rules/schema';
import type { PlaybookFile } from '@tillside/rules/schema';
import { hashSecret } from '../transport/passwords.ts';

/**
 * A checked playbook as it is stored and downloaded, with its version: the hash of its content. What is switched off, and experiments that
 * no rule is part of, are nobody's business and not in it.
 *
 * The text is in canonical order, because a trace counts conditions in document order: one version is always one text.
 */
export function publishable(playbook: PlaybookFile): { readonly version: string; readonly json: string } {
  const canonical = canonicalJson(publicPlaybook(playbook));
  const version = hashSecret(canonical).slice(0, 16);
  return { version, json: `{"version":"${version}",${canonical.slice(1)}` };
}
