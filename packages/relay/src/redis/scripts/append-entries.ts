import { limits } from '@tillside/protocol';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { AppendRequest, AppendResult, NowMs } from '../../ports/index.ts';
import { keysOfLog } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asText, unexpected } from '../script/reply.ts';
import { digestOf, entryArgs } from './lib/entry.ts';

const script = defineScript('append-entries', ['session', 'log', 'compacted']);

function argsOf({ session, seq, kind, by, body, sent, assignment }: AppendRequest): readonly string[] {
  const owner = assignment === undefined ? ['', '', ''] : [assignment.rep, String(assignment.epoch), assignment.claim];
  return [session, String(seq), digestOf(kind, sent), ...entryArgs(kind, by, body), ...owner];
}

/** What became of one: not written, for its conversation is compacted and has to be put back first. */
export interface MetCompacted {
  readonly kind: 'compacted';
}

function resultOf(reply: Reply | undefined, { session, seq }: AppendRequest): AppendResult | MetCompacted | undefined {
  const [ofSession, ofSeq, kind, ...rest] = asList(reply);
  if (ofSession !== session || ofSeq !== String(seq)) return undefined;
  switch (kind) {
    case 'appended': {
      const [offset, chain, at, open] = rest;
      const hasOpenEngagement = open === '1';
      return {
        session,
        seq,
        kind,
        offset: asNumber(offset),
        chain: asText(chain),
        at: asNumber(at),
        hasOpenEngagement,
      };
    }
    case 'duplicate':
      return { session, seq, kind, offset: asNumber(rest[0]), hasOpenEngagement: rest[1] === '1' };
    case 'gap':
      return { session, seq, kind, highest: asNumber(rest[0]) };
    case 'fenced':
      return { session, seq, kind, epoch: asNumber(rest[0]) };
    case 'conflict':
    case 'full':
      return { session, seq, kind };
    case 'compacted':
      return { kind };
    default:
      throw unexpected('what became of an append', reply);
  }
}

/**
 * Appends entries of one slot in one step, in their order; each has its own answer.
 *
 * @throws StoreUnavailableError also when an answer names another (session, seq) than was asked
 */
export async function appendEntries(
  link: Link,
  requests: readonly AppendRequest[],
  nowMs: NowMs,
): Promise<readonly (AppendResult | MetCompacted)[]> {
  const conversations = [...new Set(requests.map(({ conversation }) => conversation))];
  const places = new Map(conversations.map((conversation, index) => [conversation, String(index + 1)]));
  const reply = await script(
    link,
    conversations.flatMap(keysOfLog),
    [
      String(limits.engagementEntries),
      String(limits.rememberedBodies),
      ...conversations,
      ...requests.flatMap((request) => [places.get(request.conversation) ?? '', ...argsOf(request)]),
    ],
    nowMs,
  );
  const answers = asList(reply);
  return requests.map((request, index) => {
    const result = resultOf(answers[index], request);
    if (result !== undefined) return result;
    const asked = `${request.session}/${request.seq}`;
    link.drop(`another answer than that to ${asked}`);
    throw new StoreUnavailableError(`Redis gave another answer than that to ${asked}; the connection was dropped.`);
  });
}
