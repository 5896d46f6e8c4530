import { repAuthor } from '../../core/entries.ts';
import type { AppendRequest } from '../../ports/index.ts';
import type { Sequenced } from '../answer.ts';
import { appendEntry } from '../append.ts';
import type { Appended } from '../append.ts';
import { siteFor } from '../authority.ts';
import { refuseSequenced } from '../sequence.ts';
import type { RepParty, World } from '../types.ts';
import { repRef } from '../rep-ref.ts';
import { assignmentOf, raiseTo } from './assignment.ts';

type RepEntry = Pick<AppendRequest, 'kind' | 'body' | 'sent'> & {
  readonly assignment?: { readonly epoch: number; readonly claim: string };
};

/**
 * Appends a rep's entry to a conversation of a site that the rep's team serves; every other conversation is unknown. What is written under
 * an assignment, the store compares with the record in the same step.
 *
 * @param prepare given the site, the entry; `undefined` when it refused the frame itself
 */
export function appendByRep(
  frame: Sequenced,
  party: RepParty,
  world: World,
  prepare: (site: string) => RepEntry | undefined,
): Promise<{ readonly site: string; readonly appended: Appended } | undefined> {
  const found = siteFor(party, frame.conversation, world);
  // Nothing is awaited where the site is known, so that the log sees pipelined entries in their order.
  return found instanceof Promise
    ? found.then((site) => append(site, frame, party, world, prepare))
    : append(found, frame, party, world, prepare);
}

async function append(
  site: string | undefined,
  frame: Sequenced,
  party: RepParty,
  world: World,
  prepare: (site: string) => RepEntry | undefined,
): Promise<{ readonly site: string; readonly appended: Appended } | undefined> {
  if (site === undefined) {
    refuseSequenced(party, frame, 'unknown_conversation');
    return undefined;
  }
  const entry = prepare(site);
  if (entry === undefined) return undefined;
  const { assignment, ...rest } = entry;
  const { conversation } = frame;
  const appended = await appendEntry(
    frame,
    party,
    world,
    {
      ...rest,
      conversation,
      by: repAuthor(repRef(party.rep, world)),
      ...(assignment === undefined ? {} : { assignment: assignmentOf(assignment, party) }),
    },
    (epoch) => raiseTo({ conversation, ...assignment }, epoch, party, world),
  );
  return appended === undefined ? undefined : { site, appended };
}
