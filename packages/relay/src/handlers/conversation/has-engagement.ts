import { limits } from '@tillside/protocol';
import type { World } from '../types.ts';

/** Is this an engagement of the conversation? The current one is known from its record; an earlier one from the log, which is asked seldom. */
export async function hasEngagement(conversation: string, engagement: string, world: World): Promise<boolean> {
  const { record } = await world.store.conversations.view(conversation);
  if (record?.engagement?.id === engagement) return true;
  let after = 0;
  for (;;) {
    const entries = await world.store.conversations.read(conversation, after, limits.pageEntries);
    const isHere = entries.some(
      ({ kind, session }) => kind === 'engagement.opened' && session === `relay/opened/${engagement}`,
    );
    if (isHere) return true;
    const last = entries.at(-1);
    if (last === undefined || entries.length < limits.pageEntries) return false;
    after = last.offset;
  }
}
