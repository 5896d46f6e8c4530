import type { EngagementView, Wait } from '@tillside/protocol';
import { isUnderWay } from '../core/engagement.ts';
import { engagementViewOf } from '../core/engagement-view.ts';
import type { ConversationRecord, ConversationView } from '../ports/index.ts';
import { isGivenBack, noteSite } from './authority.ts';
import { coalesce } from './coalesce.ts';
import { saveContextSoon } from './context.ts';
import { healFloor } from './conversation/heal.ts';
import { lookedAt } from './looked.ts';
import type { Party, World } from './types.ts';

/** However fast a conversation moves, its record is looked at no more often than this. */
const lookEveryMs = 100;

interface Place {
  readonly position: number;
  readonly wait?: Wait;
}

function addressFor(party: Party, conversation: string): string {
  return party.kind === 'visitor' ? 'mine' : conversation;
}

function viewFor(record: ConversationRecord | undefined, place: Place | undefined, { kind }: Party, world: World) {
  const directory = world.directory();
  return engagementViewOf(record, (id) => directory.rep(id), place, kind === 'visitor');
}

/**
 * What `attached` says of the engagement. Called when a party comes to look at a conversation, so it also sees to it that the floor is what
 * the record says, and that the place in the queue follows.
 */
export function engagementForParty(view: ConversationView, party: Party, world: World): EngagementView | undefined {
  const { record } = view;
  const conversation = party.kind === 'visitor' ? party.conversation : record?.conversation;
  if (conversation === undefined) return undefined;
  if (party.kind === 'rep') noteSite(party, record);
  const known = lookedAt(party, conversation);
  const engagement = viewFor(record, undefined, party, world);
  known.record = record;
  known.told = JSON.stringify(engagement ?? null);
  known.position = undefined;
  // A page that came has said in its `hello` where the visitor is now: whoever looks on is to see it.
  if (party.kind === 'visitor' && JSON.stringify(party.context) !== JSON.stringify(view.context)) {
    void saveContextSoon(party, world);
  }
  if (record !== undefined && engagement !== undefined && isUnderWay(record.engagement)) {
    coalesce(world, `heal/${conversation}`, lookEveryMs, async () => {
      await healFloor(record, world);
      if (engagement.state === 'queued') await tellEngagement(conversation, [party], world);
    });
  }
  return engagement;
}

/** The best place of the conversation in the queues it waits in, and how long it may take; `undefined` outside. */
async function placeOf(record: ConversationRecord | undefined, world: World): Promise<Place | undefined> {
  const engagement = record?.engagement;
  if (record === undefined || engagement?.state !== 'queued') return undefined;
  const { conversation } = record;
  const places = await Promise.all(
    engagement.teams.map(async (team) => ({ team, position: await world.store.floor.position(team, conversation) })),
  );
  const inQueue = places.filter(({ position }) => position > 0);
  if (inQueue.length === 0) return undefined;
  const wait = world.wait?.(inQueue);
  return {
    position: Math.min(...inQueue.map(({ position }) => position)),
    ...(wait === undefined ? {} : { wait }),
  };
}

/** Tells these parties the engagement as it is now, if it is another than they know. */
async function tellEngagement(conversation: string, parties: Iterable<Party>, world: World): Promise<void> {
  const { record } = await world.store.conversations.view(conversation);
  const place = await placeOf(record, world);
  for (const party of parties) {
    const engagement = viewFor(record, place, party, world);
    const known = lookedAt(party, conversation);
    if (record === undefined) await endIfErased(party, world);
    else if (party.kind === 'rep' && isGivenBack(world.directory(), party.team, record)) party.link.leave(conversation);
    known.record = record;
    known.position = place?.position;
    known.wait = JSON.stringify(place?.wait);
    known.waitAt = world.now();
    const told = JSON.stringify(engagement ?? null);
    if (engagement === undefined || known.told === told) continue;
    known.told = told;
    party.link.send({ type: 'engagement.changed', conversation: addressFor(party, conversation), engagement });
  }
}

/** There is no conversation, or none any more. Of a visitor who was erased no socket stays: what it still sends would be somebody's again. */
async function endIfErased(party: Party, world: World): Promise<void> {
  if (party.kind !== 'visitor') return;
  const visitor = await world.store.visitors.load(party.visitor);
  if (visitor?.erasedAt !== undefined) party.link.close(4101, 'the visitor was erased');
}

const waiting = new WeakMap<World, Map<string, Set<Party>>>();

/** Looks soon, once for all the sockets of this node that heard the same bell. */
export function lookSoon(conversation: string, party: Party, world: World): void {
  let all = waiting.get(world);
  if (all === undefined) waiting.set(world, (all = new Map()));
  let parties = all.get(conversation);
  if (parties === undefined) all.set(conversation, (parties = new Set()));
  parties.add(party);
  coalesce(world, `look/${conversation}`, lookEveryMs, async () => {
    // Every socket that hears the bell does so in this turn; they share one look.
    await Promise.resolve();
    const all = waiting.get(world);
    const those = all?.get(conversation) ?? new Set();
    all?.delete(conversation);
    await tellEngagement(conversation, those, world);
  });
}
