import { reduceUrl } from '@tillside/rules/privacy';
import type { Store } from '../consent/store.ts';
import { deviceKind, referrer, timeZone } from '../env.ts';
import type { FactChanges } from '../rules/rules.ts';
import type { Remembered } from './memory.ts';
import type { Visit } from './visit.ts';

const CAMPAIGN = { source: 'utm_source', medium: 'utm_medium', campaign: 'utm_campaign' } as const;

/** Notes, on the first page of a visit, where the visitor came from. */
export function noteSource(memory: Remembered, address: string): void {
  if (memory._get().paths.length) return;
  const { query } = reduceUrl(address, []);
  const source: Record<string, string> = {};
  for (const [name, key] of Object.entries(CAMPAIGN)) if (query[key]) source[`visit.${name}`] = query[key];
  const from = reduceUrl(referrer(), []).url;
  const host = from && new URL(from).host;
  if (host && host !== new URL(address).host) source['visit.referrer'] = host;
  memory._set({ source });
}

const NONE = {
  'visit.source': undefined,
  'visit.medium': undefined,
  'visit.campaign': undefined,
  'visit.referrer': undefined,
};

/** The visit, where it came from, and the browser. `language` is the panel's, a BCP 47 tag. */
export const visitFacts = (store: Store, memory: Remembered, language: string): FactChanges => ({
  ...NONE,
  ...memory._get().source,
  'visit.pages': store._get<Visit>('visit')?.pages,
  'visit.number': store._get<Visit>('visit')?.number,
  'visit.device': deviceKind(),
  'visit.language': language,
  'visit.timeZone': timeZone(),
});
