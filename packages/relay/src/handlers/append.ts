import { limits } from '@tillside/protocol';
import type { RefusalCodeName } from '@tillside/protocol';
import type { AppendRequest, AppendResult } from '../ports/index.ts';
import type { Sequenced } from './answer.ts';
import { answerGap, noteFilled, refuseSequenced } from './sequence.ts';
import type { Party, World } from './types.ts';

/** What the log took, or had already. */
export type Appended = Extract<AppendResult, { kind: 'appended' | 'duplicate' }>;

/** Why a text may not go in; `undefined`: it may. */
export function textProblem(text: string): RefusalCodeName | undefined {
  if (text.trim() === '') return 'empty';
  return text.length > limits.textLength ? 'too_long' : undefined;
}

/**
 * A frame that comes again after its sender lost the conversation is fenced like any other; but what was written in time stands, and a rep
 * who is told otherwise writes it twice.
 */
async function isWritten({ session, seq }: Sequenced, conversation: string, world: World): Promise<boolean> {
  const { highest } = await world.store.conversations.attach(conversation, { offset: 0, chain: '' }, [session]);
  return (highest[session] ?? 0) >= seq;
}

/**
 * Appends under the frame's own (session, seq), and answers whatever is not an acknowledgement. The store is asked before anything is
 * awaited, so that frames that follow each other on a socket reach the log in their order.
 *
 * @param raise asked once where the entry is fenced, with the record's epoch: anything but `undefined` says that it was mended, and to try again; default: nothing mends it
 */
export async function appendEntry(
  frame: Sequenced,
  party: Party,
  world: World,
  entry: Pick<AppendRequest, 'conversation' | 'kind' | 'by' | 'body' | 'sent' | 'assignment'>,
  raise?: (recordEpoch: number) => Promise<unknown>,
): Promise<Appended | undefined> {
  const result = await world.store.conversations.append({ ...entry, session: frame.session, seq: frame.seq });
  switch (result.kind) {
    case 'appended':
    case 'duplicate':
      noteFilled(party, frame);
      return result;
    case 'gap':
      answerGap(party, frame, result.highest);
      return undefined;
    case 'fenced':
      if (await isWritten(frame, entry.conversation, world)) {
        noteFilled(party, frame);
        return { ...result, kind: 'duplicate', offset: 0, hasOpenEngagement: true };
      }
      if ((await raise?.(result.epoch)) !== undefined) return appendEntry(frame, party, world, entry);
      refuseSequenced(party, frame, result.kind);
      return undefined;
    case 'conflict':
    case 'full':
      refuseSequenced(party, frame, result.kind);
      return undefined;
    default:
      return result satisfies never;
  }
}
