import { askOf } from '../../core/ask.ts';
import { preferredRep } from '../../core/conversation/wants.ts';
import { ringClaimOf } from '../../core/ids.ts';
import { stepOf } from '../../core/route.ts';
import { excludedReps, isReachable, speakersFirst, speakersOf } from '../../core/routing.ts';
import type { Candidate, ConversationRecord, ConversationView, Engagement } from '../../ports/index.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import { repRef } from '../rep-ref.ts';
import type { World } from '../types.ts';
import { claimChosen } from './claim-chosen.ts';
import type { TeamState } from './team-state.ts';

/** A claim that nobody bound for this long is settled by the sweeper: far above any commit, far below a visitor's patience. */
const bindWithinMs = 10_000;

/**
 * Puts a conversation that waits in this team's queue before a rep: claims a slot, binds it to the record, and confirms it. A small saga of
 * which every step may be repeated by anybody. The claim's name follows from the epoch, so nodes that race take one slot, and one of them
 * binds it.
 *
 * @returns whether anything changed
 */
export async function ringFor(
  view: ConversationView,
  record: ConversationRecord,
  state: TeamState,
  world: World,
): Promise<boolean> {
  const { team, floor } = state;
  const { conversation, engagement } = record;
  if (engagement?.state !== 'queued') return false;
  const waitedMs = floor.at - (engagement.queuedAt ?? engagement.openedAt);
  if (await waitsForLastRep(record, engagement, waitedMs, state, world)) return false;
  const candidates = candidatesFor(view, record, engagement, waitedMs, state, world);
  if (candidates.length === 0) return false;
  const epoch = record.epoch + 1;
  const claim = ringClaimOf(conversation, epoch, team);
  const prefer = preferredRep(record);
  const share = stepOf(world.directory().site(record.site), team)?.share;
  const request = {
    team,
    claim,
    site: record.site,
    conversation,
    state: 'unconfirmed' as const,
    dueAfterMs: bindWithinMs,
    candidates,
    ...(prefer === undefined ? {} : { prefer }),
    exclude: excludedReps(engagement.tried, floor, candidates),
    ...(engagement.isReturned === true
      ? {}
      : { serves: { site: record.site, ...(share === undefined ? {} : { share }) } }),
  };
  const result = await claimChosen(request, { view, record, engagement, waitedMs, floor }, world);
  if (result.kind === 'none') return false;
  const input = {
    kind: 'ring' as const,
    rep: repRef(result.rep, world),
    team,
    claim,
    epoch,
    ringTimeoutMs: world.directory().team(team)?.ringTimeoutMs ?? 0,
    isAutomatic: world.directory().team(team)?.acceptsAutomatically === true,
  };
  const { outcome } = await applyToConversation(conversation, () => input, floor.at, world, { record });
  if (outcome?.kind === 'refused') await world.store.floor.releaseClaim(team, claim);
  return true;
}

/** Whom of the team it may ring at now. A colleague who gave it to somebody has thought of skills and language. */
function candidatesFor(
  { context }: ConversationView,
  record: ConversationRecord,
  engagement: Engagement,
  waitedMs: number,
  { team, floor }: TeamState,
  world: World,
): readonly Candidate[] {
  const directory = world.directory();
  const site = directory.site(record.site);
  const { transfer, tried } = engagement;
  const step = stepOf(site, team);
  const at = { at: floor.at, ...(step === undefined ? {} : { step }) };
  if (transfer !== undefined) {
    const { rep } = transfer.to;
    return candidatesIn(world, team, at).filter((one) => rep === undefined || one.rep === rep);
  }
  const ask = askOf(site, engagement);
  const candidates = candidatesIn(world, team, { ...at, ask });
  const language = ask.language ?? context?.language;
  const writes = speakersOf(directory.repsOf(team), language);
  // Who is to be rung first has talked with this visitor, or was promised.
  const known = preferredRep(record);
  return speakersFirst(candidates, (rep) => rep === known || writes(rep), floor, tried, waitedMs);
}

/**
 * The site lets a returning visitor wait some time for the rep who answered last, where that rep is there and busy; free, that rep is the
 * first choice anyway. In whichever queue the visitor stands: who waits for one of the shared team is not rung at by the own team.
 */
async function waitsForLastRep(
  record: ConversationRecord,
  { teams, tried, transfer }: Engagement,
  waitedMs: number,
  { team, floor }: TeamState,
  world: World,
): Promise<boolean> {
  const { site, lastRep } = record;
  const directory = world.directory();
  const withinMs = directory.site(site)?.lastRepWithinMs ?? 0;
  if (waitedMs >= withinMs || lastRep === undefined || tried.includes(lastRep)) return false;
  if (preferredRep(record) !== lastRep || transfer !== undefined) return false;
  const theirs = directory.rep(lastRep)?.team;
  if (theirs === undefined || !teams.includes(theirs)) return false;
  const there = theirs === team ? floor : await world.store.floor.snapshot(theirs);
  const rep = there.reps.find((one) => one.rep === lastRep);
  const step = stepOf(directory.site(site), theirs);
  const candidates = candidatesIn(world, theirs, { at: there.at, ...(step === undefined ? {} : { step }) });
  const candidate = candidates.find((one) => one.rep === lastRep);
  if (rep === undefined || candidate === undefined || !isReachable(rep)) return false;
  return theirs !== team || rep.load >= candidate.capacity;
}
