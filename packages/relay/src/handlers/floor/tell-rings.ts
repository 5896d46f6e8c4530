import type { RepTold } from '@tillside/protocol';
import type { ConversationRecord } from '../../ports/index.ts';
import type { RepParty, World } from '../types.ts';
import type { TeamState } from './team-state.ts';

interface Ring {
  readonly conversation: string;
  readonly engagement: string;
  readonly epoch: number;
  readonly untilAt: number;
}

/** What rings on each socket, as it was told. */
const told = new WeakMap<RepParty, ReadonlyMap<string, Ring>>();

type Cause = Extract<RepTold, { type: 'ring.ended' }>['cause'];

function ringsFor(rep: string, { team, views }: TeamState): ReadonlyMap<string, Ring & { readonly site: string }> {
  const rings = new Map<string, Ring & { readonly site: string }>();
  for (const { record } of views.values()) {
    const { engagement, owner } = record ?? {};
    if (record === undefined || engagement?.state !== 'ringing') continue;
    if (owner?.rep !== rep || owner.team !== team) continue;
    const { conversation, epoch, site } = record;
    const untilAt = engagement.ringingUntil ?? 0;
    rings.set(`${conversation}/${epoch}`, { conversation, engagement: engagement.id, epoch, untilAt, site });
  }
  return rings;
}

/** Why it rings no more, as the record tells it now. */
function causeOf(ring: Ring, rep: string, record: ConversationRecord | undefined, at: number): Cause {
  const engagement = record?.engagement;
  if (record === undefined || engagement?.id !== ring.engagement || engagement.state === 'resolved') return 'gone';
  if (record.owner?.rep === rep && record.epoch === ring.epoch) return 'accepted';
  if (engagement.tried.includes(rep)) return at >= ring.untilAt ? 'no_answer' : 'declined';
  return 'gone';
}

/** Tells every rep socket of the team here what began and what ceased to ring. */
export async function tellRings(state: TeamState, world: World): Promise<void> {
  const ended: { readonly party: RepParty; readonly ring: Ring }[] = [];
  for (const party of world.sockets.teamOf(state.team)) {
    const before = told.get(party);
    const now = ringsFor(party.rep, state);
    told.set(party, now);
    for (const [key, ring] of now) {
      if (before?.has(key) === true) continue;
      const { conversation, engagement, site, untilAt } = ring;
      party.link.send({ type: 'ring.started', conversation, engagement, site, untilAt });
    }
    for (const [key, ring] of before ?? []) if (!now.has(key)) ended.push({ party, ring });
  }
  for (const { party, ring } of ended) {
    const { conversation, engagement } = ring;
    const record = (state.views.get(conversation) ?? (await world.store.conversations.view(conversation))).record;
    const cause = causeOf(ring, party.rep, record, state.floor.at);
    party.link.send({ type: 'ring.ended', conversation, engagement, cause });
  }
}
