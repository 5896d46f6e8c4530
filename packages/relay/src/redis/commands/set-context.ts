import type { Context } from '@tillside/protocol';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { contextField } from '../scripts/lib/state.ts';

/** The last one set is the one shown. */
export async function setContext(link: Link, conversation: string, context: Context): Promise<void> {
  await link.send(['HSET', keys.state(conversation), contextField, JSON.stringify(context)]);
}
