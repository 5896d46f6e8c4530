import type { Boot } from '@tillside/protocol';
import type { Need, Playbook } from '@tillside/rules';
import type { Extras } from '@tillside/rules/core';
import { get } from '../env.ts';
import type { MoreModule } from '../facts/types.ts';
import { report } from './guard.ts';
import { hint } from './hint.ts';
import type { Options } from './options.ts';
import type { Load } from './downloads.ts';

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

/** The rules of this visitor, with what they need besides what every page downloads. */
export interface Published {
  readonly _playbook: Playbook;
  readonly _extras: Extras | undefined;
  readonly _more: MoreModule | void;
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
  const part = <Name extends Need>(name: Name) => load(name).catch(report);
  const isIn = rollout && (await part('extras'))?.isRolledOut(seed, rollout.version, rollout.percent);
  const chosen = isIn ? rollout : current;
  const needs = (name: Need) => chosen?.needs.includes(name);
  const isMore = needs('extras');
  // All at once: the relay says what the playbook needs, so nothing waits until it is read.
  const [response, extra, more] = await Promise.all([
    chosen && get(relayUrl + chosen.url).catch(() => undefined),
    isMore ? part('extras') : undefined,
    record || needs('facts') ? part('facts') : undefined,
  ]);
  return {
    _playbook: response?.ok && (extra || !isMore) ? ((await response.json()) as Playbook) : NONE,
    _extras: extra?.extras,
    _more: more,
  };
}
