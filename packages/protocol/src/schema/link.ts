import { z } from 'zod';
import { refusalCodes } from '../codes.ts';
import type { RefusalCodeName } from '../codes.ts';
import { limits } from '../limits.ts';
import { context } from './context.ts';
import {
  availability,
  bands,
  chain,
  conversationAddress,
  country,
  instant,
  offset,
  ref,
  repId,
  seq,
  sessionId,
  short,
  siteId,
  teamId,
  visitorId,
} from './primitives.ts';
import { entryAdded } from './entries.ts';
import { engagementView } from './views.ts';

const refusalCode = z.enum(Object.keys(refusalCodes) as [RefusalCodeName, ...RefusalCodeName[]]);
const cursor = z.object({ conversation: conversationAddress, offset, chain });
const lane = z.union([conversationAddress, z.literal('visitor')]);

/** Frames that make and keep the link. Both parties speak them. */
export const linkAsked = {
  hello: z
    .object({
      type: z.literal('hello'),
      version: z.literal(1),
      /** A visitor's credential from an earlier `welcomed`, or a rep's single-use ticket. A visitor without one is new. */
      credential: z.string().max(600).optional(),
      sessions: z.array(sessionId).min(1).max(64),
      /** What the client has seen. A visitor without a cursor is attached to `mine` from the start. */
      cursors: z.array(cursor).max(64).default([]),
      context: context.optional(),
      /** The signed key of a preview address: this browser tries the site out, and is in no figure. */
      preview: z.string().max(300).optional(),
    })
    .meta({ description: 'The first frame, within 5 s of the opening.' }),
  'session.add': z.object({ type: z.literal('session.add'), session: sessionId }).meta({
    description:
      'The socket speaks for one more session of the same principal: a sibling tab, or a dead tab whose outbox is sent on.',
  }),
  'conversation.attach': z
    .object({ type: z.literal('conversation.attach'), conversation: conversationAddress, offset, chain })
    .meta({
      description:
        'Attach, or attach again after a gap, at this cursor. `offset` 0 with an empty chain is the beginning.',
    }),
  'conversation.detach': z
    .object({ type: z.literal('conversation.detach'), conversation: conversationAddress })
    .meta({ description: 'No more entries of this conversation on this socket.' }),
  typing: z
    .object({
      type: z.literal('typing'),
      conversation: conversationAddress,
      /** Masked, and only of a visitor whom the panel tells so: the site shows reps what is being typed. Otherwise dropped. */
      text: z.string().max(limits.previewLength).optional(),
    })
    .meta({
      description:
        'This party types now. Lossy, at most 4 a second; the reader forgets it after 4 s. What is typed is not sent, unless the site says so to its visitors.',
    }),
  read: z.object({ type: z.literal('read'), conversation: conversationAddress, offset }).meta({
    description: 'This party has seen everything up to `offset`. Coalesced to one a second, kept as a maximum.',
  }),
  pong: z.object({ type: z.literal('pong') }).meta({ description: 'The answer to `ping`, within 8 s.' }),
};

export const linkTold = {
  welcomed: z
    .object({
      type: z.literal('welcomed'),
      node: short,
      now: instant,
      heartbeatMs: z.int(),
      limits: z.object({ textLength: z.int(), unacknowledged: z.int(), frameBytes: z.int() }),
      visitor: z.object({ id: visitorId }).optional(),
      rep: z.object({ id: repId, name: short, team: teamId, sites: z.array(siteId) }).optional(),
      /** A new or renewed credential; keep it (after consent) and say it in the next `hello`. */
      credential: z.string().max(600).optional(),
      availability: availability.optional(),
      bands: bands.optional(),
      country: country.optional(),
      /** The preview key was good: nothing this browser does is counted. */
      isPreview: z.literal(true).optional(),
    })
    .meta({ description: 'The link stands. From now on frames flow.' }),
  attached: z
    .object({
      type: z.literal('attached'),
      conversation: conversationAddress,
      state: z.enum(['ok', 'reset', 'trimmed']),
      /** Where the replay begins: entries above this offset follow. With `ok` it is the cursor of the attach that is answered. */
      from: offset.optional(),
      /** The log's last offset that this party may see. */
      top: offset,
      /** Highest durable seq of each of this socket's sessions in this conversation. */
      highest: z.record(sessionId, z.int().min(0)),
      context: context.optional(),
      engagement: engagementView.optional(),
      /** How far the other party has read. */
      readBy: z.object({ visitor: offset, rep: offset }),
    })
    .meta({
      description:
        'The answer to an attach; entries follow, then `live`. `reset`: drop the local view, a full page follows. `trimmed`: older entries are in the archive, the page starts later.',
    }),
  live: z
    .object({ type: z.literal('live'), conversation: conversationAddress })
    .meta({ description: 'Replay is done.' }),
  'entry.added': entryAdded.meta({
    description: 'Applied only when `offset` is cursor + 1. Lower: dropped. Higher: attach again.',
  }),
  'entry.skipped': z
    .object({ type: z.literal('entry.skipped'), conversation: conversationAddress, offset, chain })
    .meta({
      description: 'Stands for everything up to `offset` that this party may not see. The cursor advances on it.',
    }),
  acked: z.object({ type: z.literal('acked'), session: sessionId, conversation: lane, seq, offset }).meta({
    description:
      'Durable, and so is everything of this session and conversation below `seq`. `offset` is 0 on the lane `visitor`.',
  }),
  rewind: z
    .object({ type: z.literal('rewind'), session: sessionId, conversation: lane, highest: z.int().min(0) })
    .meta({ description: 'Send again from `highest` + 1: there was a gap, or the store went back.' }),
  refused: z
    .object({
      type: z.literal('refused'),
      /** Of a sequenced frame … */
      session: sessionId.optional(),
      conversation: lane.optional(),
      seq: seq.optional(),
      /** … or of a command. */
      ref: ref.optional(),
      code: refusalCode,
      retry: z.boolean(),
      afterMs: z.int().optional(),
      /** For developers. */
      detail: z.string().max(500).optional(),
    })
    .meta({ description: 'Not durable, not done.' }),
  done: z.object({ type: z.literal('done'), ref }).meta({ description: 'The command took effect.' }),
  superseded: z.object({ type: z.literal('superseded'), session: sessionId }).meta({
    description:
      'Another socket speaks for this session, too: a tab that took over an outbox. The socket stays, and what both send under one number is one entry.',
  }),
  ping: z
    .object({ type: z.literal('ping') })
    .meta({ description: 'Answer with `pong`: page code cannot see WebSocket pings.' }),
  drain: z
    .object({ type: z.literal('drain'), afterMs: z.int().min(0) })
    .meta({ description: 'This node stops. Connect anew at a random moment within `afterMs`.' }),
};
