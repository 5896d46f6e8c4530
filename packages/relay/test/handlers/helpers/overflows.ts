import type { TestRelayWorld } from './node.ts';

/** Which teams the conversations of Alpha's site were given on to, as its journal tells it. */
export async function overflowsOf({ store }: TestRelayWorld) {
  const rows = await store.journal.read('site_alpha', undefined, 100);
  return rows
    .filter(({ kind }) => kind === 'engagement.overflowed')
    .map(({ team, reason, isShared }) => ({ team, reason, isShared }));
}
