import type { Boot } from '@tillside/protocol';
import type { Need, Playbook } from '@tillside/rules';
import { get } from '../env.ts';
import { report } from './guard.ts';
import { hint } from './hint.ts';
import type { Options } from './options.ts';
import type { Load, Needed } from './downloads.ts';

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
    return hint('away', url) as undefined;
  }
}

/** The rules of this visitor, with what they need besides what every page downloads. */
export interface Published {
  readonly _playbook: Playbook;
  readonly _needed: Partial<Needed['extras'] & Needed['facts'] & Needed['watch']>;
}

const NONE: Playbook = { version: '', rules: [] };

/**
 * The published rules, or the candidate where this visitor is among those who try it; none while there are none, or while they, or what
 * the engine needs for them, cannot be fetched. `seed` is the visitor's.
 */
export async function fetchPlaybook(
  { relayUrl, record }: Options,
  { playbook: current, rollout }: Boot,
  seed: string,
  load: Load,
): Promise<Published> {
  const chosen =
    rollout && (await load('extras').catch(report))?.isRolledOut(seed, rollout.version, rollout.percent)
      ? rollout
      : current;
  const isNeeded = (name: Need) => chosen?.needs.includes(name);
  // One file for all that is needed: the build has each of these combinations.
  const names = (['extras', 'facts', 'watch'] as const).filter(
    (name) => isNeeded(name) || (record && name !== 'extras'),
  );
  // All at once: the relay says what the playbook needs, so nothing waits until it is read.
  const [response, more] = await Promise.all([
    chosen && get(relayUrl + chosen.url).catch(() => undefined),
    names[0] && load(names.join('.') as Need).catch(report),
  ]);
  const needed: Published['_needed'] = { ...more };
  return {
    _playbook: response?.ok && (needed.extras || !isNeeded('extras')) ? ((await response.json()) as Playbook) : NONE,
    _needed: needed,
  };
}
