import type { ConversationView } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { viewOf } from '../scripts/lib/state.ts';

/** A conversation's state as it stands. */
export async function readView(link: Link, conversation: string): Promise<ConversationView> {
  return viewOf(await link.send(['HGETALL', keys.state(conversation)]));
}
