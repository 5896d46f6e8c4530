import type { VisitorFrames } from '@tillside/protocol';
import { maskTyping } from '../../core/masking.ts';
import { ring } from '../bell-messages.ts';
import { mayKeep } from '../consent.ts';
import { isWatched } from '../context.ts';
import { mayType } from '../typing.ts';
import type { Handler, VisitorParty, World } from '../types.ts';
import { lastWritten } from '../written-before.ts';

/** Consent seldom changes and typing comes four times a second: an answer this old is still good. Milliseconds. */
const goodForMs = 5_000;
const known = new WeakMap<VisitorParty, { readonly isAgreed: boolean; readonly at: number }>();

/** May reps see what is being typed? The site says so, and the visitor agreed to be known at all. */
async function mayPreview(party: VisitorParty, world: World): Promise<boolean> {
  if (world.directory().site(party.site)?.livePreview !== true) return false;
  const before = known.get(party);
  const at = world.now();
  if (before !== undefined && at - before.at < goodForMs) return before.isAgreed;
  const isAgreed = mayKeep(await world.store.visitors.load(party.visitor));
  known.set(party, { isAgreed, at });
  return isAgreed;
}

/** That the visitor types, and only where the site shows it and says so, what; only while somebody may look. */
export const typing: Handler<VisitorFrames['typing'], VisitorParty> = async (frame, party, world) => {
  const { conversation, link } = party;
  if (!mayType(party, conversation, world) || !(await isWatched(party, world))) return;
  const { text } = frame;
  const shown =
    text !== undefined && (await mayPreview(party, world))
      ? { text: maskTyping(text, lastWritten(party, conversation)) }
      : {};
  ring(world, conversation, { typing: 'visitor', from: link.id, ...shown });
};
