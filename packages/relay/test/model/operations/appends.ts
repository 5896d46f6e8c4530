import type { EntryKind } from '@tillside/protocol';
import type { AppendRequest, AppendResult } from '../../../src/ports/index.ts';
import { at } from '../reference/ground.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import { reps } from '../world.ts';
import type { World } from '../world.ts';

/** One page load of one party: sends on, sends again, sends what it should not. */
interface Sender {
  session: string;
  /** What it sent, by seq - 1. */
  sent: AppendRequest[];
}

const visitorKinds = ['message', 'message', 'message', 'offer.applied'] as const;
const repKinds = ['message', 'message', 'note', 'offer'] as const;

export function createAppends(world: World): Generate {
  const { random } = world;
  let sessions = 0;
  const senders = new Map<string, Sender>();
  const newSender = (): Sender => ({ session: `${(sessions += 1)}`.padStart(32, '0'), sent: [] });

  function body(kind: EntryKind): string {
    return JSON.stringify(kind === 'offer' ? { offer: 'off_1', title: world.text() } : { text: world.text() });
  }

  function fresh(conversation: string, isRep: boolean, sender: Sender, seq: number): AppendRequest {
    const kind = random.pick(isRep ? repKinds : visitorKinds);
    const sent = body(kind);
    const head = { conversation, session: sender.session, seq, kind, sent };
    const stored = random.chance(0.1) ? body(kind) : sent;
    if (!isRep) return { ...head, body: stored, by: { kind: 'visitor', id: `vis_${conversation}` } };
    const rep = random.pick(reps);
    const known = world.owners.get(conversation);
    const wrong = random.chance(0.2);
    const assignment = wrong ? { rep, epoch: random.below(4), claim: `clm_${random.below(4)}` } : known;
    const by = { kind: 'rep', id: rep, ...(random.chance(0.7) ? { name: 'Ada' } : {}) } as const;
    return { ...head, body: stored, by, ...(assignment === undefined ? {} : { assignment }) };
  }

  function choose(conversation: string, isRep: boolean, sender: Sender): AppendRequest {
    const { sent } = sender;
    const dice = random.below(100);
    if (dice < 68 || sent.length === 0) return fresh(conversation, isRep, sender, sent.length + 1);
    // An earlier one again, as it was, or with one thing changed.
    const old = sent[Math.max(0, sent.length - 1 - random.below(random.chance(0.4) ? 40 : 3))];
    if (old === undefined || dice < 72) return fresh(conversation, isRep, sender, sent.length + 2 + random.below(3));
    if (dice < 84) return { ...old, body: body(old.kind) };
    if (dice < 92) return { ...old, sent: body(old.kind) };
    return { ...old, kind: old.kind === 'message' ? 'note' : 'message' };
  }

  function append(conversation: string, isRep: boolean): Operation {
    const key = `${conversation}/${isRep ? 'rep' : 'visitor'}/${random.chance(0.85) ? 1 : 2}`;
    if (random.chance(0.003)) senders.set(key, newSender());
    const sender = at(senders, key, newSender);
    const request = choose(conversation, isRep, sender);
    const isNext = request.seq === sender.sent.length + 1;
    // Taken as sent at once, so that the next of this turn follows it; what was refused is sent anew under its number.
    if (isNext) sender.sent.push(request);
    const learn = (answer: AppendResult): void => {
      if (answer.kind === 'appended') {
        at(world.cursors, conversation, () => []).push({ offset: answer.offset, chain: answer.chain });
      } else if (isNext && answer.kind !== 'duplicate') {
        sender.sent.length = Math.min(sender.sent.length, request.seq - 1);
      }
    };
    const now = world.clock.now();
    return operation(
      'conversations.append',
      [request, now],
      ({ conversations: port }) => port.append(request, now),
      learn,
    );
  }

  return () => {
    const count = random.chance(0.25) ? 2 + random.below(11) : 1;
    const conversation = world.conversation();
    const isRep = random.chance(0.35);
    return Array.from({ length: count }, () => {
      const isElsewhere = random.chance(0.2);
      return append(isElsewhere ? world.conversation() : conversation, isElsewhere ? random.chance(0.5) : isRep);
    });
  };
}
