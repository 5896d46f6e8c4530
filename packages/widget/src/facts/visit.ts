import type { Store } from '../consent/store.ts';

/** Page loads further apart than this belong to different visits. */
const GAP_MS = 1_800_000;

export interface Visit {
  /** 1 for the first visit that storage knows of. */
  readonly number: number;
  /** Pages of this visit, this one included. */
  readonly pages: number;
  readonly at: number;
}

/** Counts one more page. */
export function nextVisit(store: Store, now: number): Visit {
  const { number = 0, pages = 0, at = 0 } = store._get<Visit>('visit') ?? {};
  const isSame = now - at < GAP_MS;
  const visit: Visit = { number: number + +!isSame, pages: (isSame ? pages : 0) + 1, at: now };
  store._set('visit', visit);
  return visit;
}
