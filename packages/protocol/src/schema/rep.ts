import { z } from 'zod';
import { guideStep, product, replies } from './entries.ts';
import {
  conversationId,
  engagementId,
  fileId,
  offerId,
  ref,
  seq,
  sessionId,
  short,
  status,
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
    .object({ type: z.literal('engagement.accept'), ref, conversation: conversationId, engagement: engagementId })
    .meta({ description: 'Answer a ring.' }),
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
  'status.set': z
    .object({ type: z.literal('status.set'), ref, status })
    .meta({ description: 'What the rep chose; for all windows of this rep.' }),
};
