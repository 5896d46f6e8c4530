import { assertNever } from '../../core/assert-never.ts';
import { consequences } from '../../core/conversation/consequences.ts';
import type { Effect } from '../../core/conversation/types.ts';
import { stepOf } from '../../core/route.ts';
import type { ConversationRecord, JournalItem, QueueItem } from '../../ports/index.ts';
import type { World } from '../types.ts';

type FloorEffect = Exclude<Effect, { kind: 'journal' }>;

/** What the site's contract gives it of a team's turns. */
function withShare(item: QueueItem, team: string, world: World): QueueItem {
  const share = stepOf(world.directory().site(item.site), team)?.share;
  return share === undefined ? item : { ...item, share };
}

async function runFloorEffect(effect: FloorEffect, conversation: string, world: World): Promise<void> {
  const { floor } = world.store;
  switch (effect.kind) {
    case 'enqueue':
      await Promise.all(effect.teams.map((team) => floor.enqueue(team, withShare(effect.item, team, world))));
      return;
    case 'dequeue':
      await Promise.all(effect.teams.map((team) => floor.dequeue(team, conversation)));
      return;
    case 'list':
      await Promise.all(effect.teams.map((team) => floor.putByMessage(team, effect.item)));
      return;
    case 'unlist':
      await Promise.all(effect.teams.map((team) => floor.removeByMessage(team, conversation)));
      return;
    case 'confirm': {
      const answer = await floor.confirmClaim(effect.team, effect.claim.claim, effect.dueAfterMs);
      // The record names a claim that its slot does not know (any more): the record is the truth.
      if (answer === 'unknown') await floor.restoreClaim(effect.team, effect.claim);
      return;
    }
    case 'release':
      await floor.releaseClaim(effect.team, effect.claim);
      return;
    default:
      assertNever(effect);
  }
}

/**
 * A queue is left by what was true a moment ago. If the conversation was put back meanwhile, we may just have taken it out:
 * look again, and put it back.
 */
async function mendQueue(conversation: string, world: World): Promise<void> {
  const { record } = await world.store.conversations.view(conversation);
  if (record?.engagement?.state !== 'queued') return;
  for (const effect of consequences(record, 0)) {
    if (effect.kind === 'enqueue') await runFloorEffect(effect, conversation, world);
  }
}

/** A line that names a shared team says that it is one: what its reps do is metered. */
function withTeamKind(item: JournalItem, world: World): JournalItem {
  const team = item.team === undefined ? undefined : world.directory().team(item.team);
  return team?.kind === 'shared' ? { ...item, isShared: true } : item;
}

/** Makes the floor and the journal follow a record. Everything here may be repeated. */
export async function runEffects(
  record: Pick<ConversationRecord, 'conversation' | 'site'>,
  effects: readonly Effect[],
  world: World,
): Promise<void> {
  const { conversation, site } = record;
  const items: JournalItem[] = [];
  const floorEffects: FloorEffect[] = [];
  for (const effect of effects) {
    if (effect.kind === 'journal') items.push(withTeamKind(effect.item, world));
    else floorEffects.push(effect);
  }
  await Promise.all(floorEffects.map((effect) => runFloorEffect(effect, conversation, world)));
  const leftQueue = floorEffects.some((effect) => effect.kind === 'dequeue');
  await Promise.all([
    leftQueue ? mendQueue(conversation, world) : undefined,
    items.length > 0 ? world.store.journal.append(site, items) : undefined,
    items.length > 0 ? world.store.conversations.touch(site, conversation) : undefined,
  ]);
}
