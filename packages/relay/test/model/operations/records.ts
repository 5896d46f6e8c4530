import type { CommitResult, ConversationRecord, Engagement, RelayEntry } from '../../../src/ports/index.ts';
import { engagement, relay } from '../../contracts/build.ts';
import { operation } from '../operation.ts';
import type { Generate } from '../operation.ts';
import { conversations, reps, sites, teams } from '../world.ts';
import type { World } from '../world.ts';

const states = ['queued', 'ringing', 'active', 'wrap_up', 'resolved', 'by_message'] as const;

/** Relay nodes that decide about conversations, each from the record as it last saw it. */
export function createRecords(world: World): Generate {
  const { random } = world;
  const seen = new Map<string, ConversationRecord>();

  function nextEngagement(): Engagement | undefined {
    if (random.chance(0.2)) return undefined;
    const top = Math.max(0, ...(world.cursors.get(conversations[0]) ?? []).map(({ offset }) => offset));
    return engagement({
      state: random.pick(states),
      // Often nearly full: only a run of thousands would fill one otherwise.
      startOffset: random.chance(0.12) ? top - 2_000 + random.below(12) : top,
      queuedAt: world.clock.now(),
    });
  }

  function next(conversation: string, old: ConversationRecord | undefined): ConversationRecord {
    const opened = nextEngagement();
    const isOwned = random.chance(0.7);
    const owner = { rep: random.pick(reps), team: random.pick(teams), claim: `clm_${random.below(4)}` };
    return {
      conversation,
      site: random.pick(sites),
      visitor: `vis_${conversation}`,
      revision: random.below(5),
      epoch: (old?.epoch ?? 0) + random.below(2),
      ...(isOwned ? { owner } : {}),
      ...(opened === undefined ? {} : { engagement: opened }),
    };
  }

  function entries(): RelayEntry[] {
    return Array.from({ length: random.below(4) }, () => ({
      cause: `eng_1/${random.below(30)}`,
      kind: random.pick(['engagement.opened', 'engagement.accepted', 'order', 'message'] as const),
      by: relay,
      body: JSON.stringify({ text: world.text() }),
    }));
  }

  return () => {
    const conversation = world.conversation();
    const old = seen.get(conversation);
    const record = next(conversation, old);
    const expected = (old?.revision ?? 0) + (random.chance(0.2) ? random.below(3) - 1 : 0);
    const written = entries();
    const now = world.clock.now();
    const learn = (answer: CommitResult<ConversationRecord>): void => {
      // One of three looks away, and decides from an old record the next time.
      if (random.chance(0.3)) return;
      const current = answer.kind === 'stale' ? answer.current : { ...record, revision: answer.revision };
      if (current === undefined) seen.delete(conversation);
      else seen.set(conversation, current);
      const { rep, claim } = current?.owner ?? {};
      if (rep === undefined || claim === undefined) world.owners.delete(conversation);
      else world.owners.set(conversation, { rep, claim, epoch: current?.epoch ?? 0 });
    };
    const args = [record, expected, written, now] as const;
    return [operation('conversations.commit', args, ({ conversations: port }) => port.commit(...args), learn)];
  };
}
