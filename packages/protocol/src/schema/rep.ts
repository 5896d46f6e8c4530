import { z } from 'zod';
import { guideStep, product, reason, replies, transferNote } from './entries.ts';
import {
  conversationId,
  engagementId,
  fileId,
  offerId,
  ref,
  repId,
  seq,
  sessionId,
  short,
  status,
  teamId,
  text,
} from './primitives.ts';

/** The assignment a rep writes under. A stale one is refused as `fenced`. */
const assignment = { epoch: z.int().min(0), claim: short };
const sequenced = { session: sessionId, conversation: conversationId, seq };

/** What only reps ask. Commands carry a `ref` and are answered by `done` or `refused`. */
export const repAsked = {
  'message.send': z
    .object({
      type: z.literal('message.send'),
      ...sequenced,
      ...assignment,
      body: z.object({ text, replies: replies.optional() }),
    })
    .meta({ description: 'A message to the visitor, with answers to choose from where there are `replies`.' }),
  'product.show': z
    .object({ type: z.literal('product.show'), ...sequenced, ...assignment, body: product })
    .meta({ description: "Show a product. Its address and picture must be of the site's origins." }),
  'file.send': z
    .object({ type: z.literal('file.send'), ...sequenced, ...assignment, body: z.object({ file: fileId }) })
    .meta({ description: 'A file that this rep uploaded for this conversation.' }),
  'guide.look': z.object({ type: z.literal('guide.look'), ref, conversation: conversationId, ...assignment }).meta({
    description:
      "Ask the visitor's page which of its parts can be pointed at; `guide.listed` follows if a page is open.",
  }),
  'guide.show': z.object({ type: z.literal('guide.show'), ...sequenced, ...assignment, body: guideStep }).meta({
    description:
      'Point at a part of the page. The visitor agrees once per conversation; nothing is clicked, filled or read.',
  }),
  'note.add': z
    .object({ type: z.literal('note.add'), ...sequenced, body: z.object({ text }) })
    .meta({ description: 'A note for colleagues; any rep who may see the conversation may add one.' }),
  'offer.make': z
    .object({ type: z.literal('offer.make'), ...sequenced, ...assignment, body: z.object({ offer: offerId }) })
    .meta({ description: "Put an offer of the conversation's site before the visitor." }),
  'engagement.accept': z
    .object({
      type: z.literal('engagement.accept'),
      ref,
      conversation: conversationId,
      engagement: engagementId,
      takesOver: z.literal(true).optional(),
    })
    .meta({
      description:
        'Answer a ring, or take a conversation that is by message; `takesOver` one that a colleague has, with its whole history.',
    }),
  'engagement.decline': z
    .object({ type: z.literal('engagement.decline'), ref, conversation: conversationId, engagement: engagementId })
    .meta({ description: 'Pass a ring on to the next rep.' }),
  'engagement.resolve': z
    .object({
      type: z.literal('engagement.resolve'),
      ref,
      conversation: conversationId,
      ...assignment,
      disposition: short,
    })
    .meta({ description: 'End the engagement with its outcome code.' }),
  'engagement.finish': z
    .object({ type: z.literal('engagement.finish'), ref, conversation: conversationId, ...assignment })
    .meta({ description: 'Done with a conversation in `wrap_up`: its slot is free.' }),
  'engagement.put-off': z
    .object({ type: z.literal('engagement.put-off'), ref, conversation: conversationId, ...assignment })
    .meta({ description: 'Go on by message: it stays this rep’s and takes no slot.' }),
  'engagement.transfer': z
    .object({
      type: z.literal('engagement.transfer'),
      ref,
      conversation: conversationId,
      ...assignment,
      to: z.union([z.object({ rep: repId }), z.object({ team: teamId })]),
      note: transferNote.optional(),
    })
    .meta({
      description:
        'Give the conversation to a rep or a team that may have it. Where nobody takes it, it comes back, or goes to the head of the queue.',
    }),
  'reason.set': z
    .object({ type: z.literal('reason.set'), ref, conversation: conversationId, ...assignment, reason })
    .meta({ description: 'Say what the conversation is about.' }),
  'status.set': z
    .object({ type: z.literal('status.set'), ref, status, leaving: z.enum(['drain', 'hand_over']).optional() })
    .meta({
      description:
        'What the rep chose; for all windows of this rep. Away, nothing new rings; `drain` (default) keeps what is being talked about, `hand_over` puts it at the head of the queue.',
    }),
};
