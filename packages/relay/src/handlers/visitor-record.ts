import { newVisitor } from '../core/visitor.ts';
import type { VisitorRecord } from '../ports/index.ts';
import type { World } from './types.ts';

const patience = 50;

/**
 * Changes a visitor's record, and creates it with the first durable thing. `decide` may run several times; `undefined` leaves everything
 * as it stands. Resolves to the record afterwards, `undefined` where there is none still.
 */
export async function changeVisitor(
  who: { readonly visitor: string; readonly site: string },
  now: number,
  decide: (record: VisitorRecord) => VisitorRecord | undefined,
  world: World,
): Promise<VisitorRecord | undefined> {
  let current = await world.store.visitors.load(who.visitor);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const next = decide(current ?? newVisitor(who.visitor, who.site, now));
    if (next === undefined) return current;
    const result = await world.store.visitors.commit(next, current?.revision ?? 0);
    if (result.kind === 'committed') return { ...next, revision: result.revision };
    current = result.current;
  }
  throw new Error(`${who.visitor}: lost ${patience} races in a row for the record`);
}
