import type { ConversationView } from '../../ports/index.ts';
import type { Link } from '../link/link.ts';
import { viewOf } from '../scripts/lib/state.ts';
import { partsOf } from '../scripts/lib/whole.ts';
import { readStored } from '../scripts/read-view.ts';

/** A conversation's state as it stands. */
export async function readView(link: Link, conversation: string): Promise<ConversationView> {
  const { state, value } = await readStored(link, conversation);
  return viewOf(value === undefined ? state : { ...partsOf(value).state, ...state });
}
