import { isUnderWay } from '../core/engagement.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import type { ConversationRecord } from '../ports/index.ts';
import type { DirectoryView, RepParty, World } from './types.ts';

/** Does the team serve the site? All that a rep may see follows from it (G4). */
export function serves(directory: DirectoryView, team: string, site: string): boolean {
  return directory.site(site)?.route.some((step) => step.team === team) ?? false;
}

/**
 * May the team have this conversation? It serves the site; or the site lets conversations be given to it, and this one was: then it is the
 * team's until it goes back.
 */
export function mayServe(directory: DirectoryView, team: string, record: ConversationRecord): boolean {
  const { site, owner, engagement } = record;
  if (serves(directory, team, site)) return true;
  const mayBeGiven = directory.site(site)?.transferTo?.includes(team) === true;
  return mayBeGiven && (owner?.team === team || (engagement?.teams.includes(team) === true && isUnderWay(engagement)));
}

/** May a conversation of this site be given to this team at all? */
export function mayBeGivenTo(directory: DirectoryView, team: string, site: string): boolean {
  return serves(directory, team, site) || directory.site(site)?.transferTo?.includes(team) === true;
}

/**
 * The team may have conversations of this site that it is given, and does not have this one, or has it no more. Where the directory changed,
 * connections look themselves.
 */
export function isGivenBack(directory: DirectoryView, team: string, record: ConversationRecord): boolean {
  return mayBeGivenTo(directory, team, record.site) && !mayServe(directory, team, record);
}

/** Is whoever has it somebody who does not work there, or not for the site, any more? */
export function isOwnerGone(record: ConversationRecord, directory: DirectoryView): boolean {
  const { owner } = record;
  if (owner === undefined) return false;
  const isThere = directory.repsOf(owner.team).some(({ id }) => id === owner.rep);
  return !isThere || !mayServe(directory, owner.team, record);
}

/** Conversations of which a socket knows the site. Enough for what one rep has open; then it starts anew. */
const remembered = 256;
const sites = new WeakMap<RepParty, Map<string, string>>();

function sitesOf(party: RepParty): Map<string, string> {
  let known = sites.get(party);
  if (known === undefined) sites.set(party, (known = new Map()));
  if (known.size > remembered) known.clear();
  return known;
}

/** A conversation never changes its site, so once is enough. */
export function noteSite(party: RepParty, record: ConversationRecord | undefined): void {
  if (record !== undefined) sitesOf(party).set(record.conversation, record.site);
}

/**
 * The site of a conversation that this rep may touch, or `undefined`: there is none, or it is no business of the rep's team; which of
 * the two nobody learns. Answers at once for a conversation seen before on this socket, so that pipelined entries keep their order.
 */
export function siteFor(
  party: RepParty,
  conversation: string,
  world: World,
): string | undefined | Promise<string | undefined> {
  const ifServed = (site: string | undefined) =>
    site !== undefined && serves(world.directory(), party.team, site) ? site : undefined;
  // One that was only given to the team is looked at each time: it may have gone back.
  const known = ifServed(sitesOf(party).get(conversation));
  if (known !== undefined) return known;
  return recordFor(party, conversation, world).then((record) => record?.site);
}

/**
 * The record of a conversation that this rep may touch.
 *
 * @throws StoreUnavailableError a failover took the record and left what was written: the visitor's next attach brings one back
 */
export async function recordFor(
  party: RepParty,
  conversation: string,
  world: World,
): Promise<ConversationRecord | undefined> {
  const { record, log } = await world.store.conversations.view(conversation);
  if (record === undefined && log.top > 0) throw new StoreUnavailableError(`the record of ${conversation} is lost`);
  noteSite(party, record);
  return record !== undefined && mayServe(world.directory(), party.team, record) ? record : undefined;
}
