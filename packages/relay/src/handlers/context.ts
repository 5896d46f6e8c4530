import { isOpen } from '../core/engagement.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import { ring } from './bell-messages.ts';
import { coalesce } from './coalesce.ts';
import { hasLooked, lookedAt } from './looked.ts';
import type { VisitorParty, World } from './types.ts';

const saveEveryMs = 1_000;

/** Somebody may look at this conversation: it is open, or began with an accepted invitation. An idle visitor costs the store nothing. */
export async function isWatched(party: VisitorParty, world: World): Promise<boolean> {
  const { conversation } = party;
  const known = lookedAt(party, conversation);
  if (!hasLooked(party, conversation)) {
    known.record = (await world.store.conversations.view(conversation)).record;
    known.told = JSON.stringify(null);
  }
  const engagement = known.record?.engagement;
  return isOpen(engagement) || engagement?.invitation !== undefined;
}

async function save(party: VisitorParty, world: World): Promise<void> {
  const { conversation, context } = party;
  if (context === undefined) return;
  await world.store.conversations.setContext(conversation, context);
  ring(world, conversation, { context: 1 });
}

/** Before an engagement opens: whoever it rings for sees the cart at once. */
export async function saveContextNow(party: VisitorParty, world: World): Promise<void> {
  await save(party, world);
}

/** The latest context, at most once a second, and always the last: also when the store is away for a while. */
export async function saveContextSoon(party: VisitorParty, world: World): Promise<void> {
  if (!(await isWatched(party, world))) return;
  const saveSoon = () =>
    coalesce(world, `context/${party.conversation}`, saveEveryMs, async (isLast) => {
      try {
        await save(party, world);
      } catch (error) {
        if (error instanceof StoreUnavailableError && !isLast) saveSoon();
        else throw error;
      }
    });
  saveSoon();
}
