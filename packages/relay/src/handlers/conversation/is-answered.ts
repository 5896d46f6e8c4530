import { limits } from '@tillside/protocol';
import type { EntryKind } from '@tillside/protocol';
import type { World } from '../types.ts';

/** What shows in the log that a message behind which it stands was seen to. */
const answers: ReadonlySet<EntryKind> = new Set(['engagement.opened', 'engagement.reopened', 'engagement.resolved']);

/**
 * Did a message that came again lead to an engagement the first time? An opening or an end behind it in the log says so; without either
 * the relay died between message and opening, and nobody was asked yet. One so old that its offset is forgotten was answered long ago.
 */
export async function isAnswered(conversation: string, offset: number, world: World): Promise<boolean> {
  if (offset === 0) return true;
  let after = offset;
  for (;;) {
    const entries = await world.store.conversations.read(conversation, after, limits.pageEntries);
    if (entries.some(({ kind }) => answers.has(kind))) return true;
    const last = entries.at(-1);
    if (last === undefined || entries.length < limits.pageEntries) return false;
    after = last.offset;
  }
}
