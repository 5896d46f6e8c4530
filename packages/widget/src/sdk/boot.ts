import type { Boot } from '@tillside/protocol';
import { isRolledOut } from '@tillside/rules';
import type { Playbook } from '@tillside/rules';
import { get } from '../env.ts';
import { hint } from './hint.ts';
import type { Options } from './options.ts';

/**
 * Asks the relay who this site is. `undefined`: nobody answered, ask again later. `null`: the relay says no (an unknown
 * site, a wrong origin, a disabled site), which its answer explains to the shop's developers.
 */
export async function fetchBoot({ relayUrl, site }: Options): Promise<Boot | null | undefined> {
  const url = `${relayUrl}/v1/sites/${site}/boot`;
  try {
    const response = await get(url);
    const { ok, status } = response;
    const answer: unknown = await response.json().catch(() => status);
    if (ok) return answer as Boot;
    hint('refused', answer);
    return status < 500 && status !== 429 ? null : undefined;
  } catch {
    hint('unreachable', url);
    return undefined;
  }
}

/**
 * The published rules, or the candidate where this visitor is among those who try it; none while there are none, or while they cannot be
 * fetched. `seed` is the visitor's.
 */
export async function fetchPlaybook(
  { relayUrl }: Options,
  { playbook, rollout }: Boot,
  seed: string,
): Promise<Playbook> {
  const chosen = rollout && isRolledOut(seed, rollout.version, rollout.percent) ? rollout : playbook;
  const response = chosen && (await get(relayUrl + chosen.url).catch(() => undefined));
  return response?.ok ? ((await response.json()) as Playbook) : { version: '', rules: [] };
}
