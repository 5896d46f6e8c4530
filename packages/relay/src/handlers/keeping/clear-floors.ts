import type { Store } from '../../ports/index.ts';

/** Nobody rings or waits for a conversation that is not there any more. */
export async function clearFloors(
  { directory, floor }: Pick<Store, 'directory' | 'floor'>,
  conversation: string,
): Promise<void> {
  const { teams } = await directory.load();
  for (const { id: team } of teams) {
    await floor.dequeue(team, conversation);
    await floor.removeByMessage(team, conversation);
    const { claims, grants } = await floor.snapshot(team);
    for (const one of claims) if (one.conversation === conversation) await floor.releaseClaim(team, one.claim);
    for (const one of grants) if (one.conversation === conversation) await floor.endGrant(team, one.grant);
  }
}
