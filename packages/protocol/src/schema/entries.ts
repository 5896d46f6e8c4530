import { z } from 'zod';
import type { EntryKind } from '../kinds.ts';
import { fileTypes } from '../files.ts';
import { limits } from '../limits.ts';
import {
  amount,
  author,
  chain,
  conversationAddress,
  currency,
  email,
  engagementId,
  fileId,
  instant,
  invitationId,
  offerId,
  offset,
  orderId,
  repId,
  seq,
  short,
  teamId,
  text,
  url,
} from './primitives.ts';

/** An offer as a visitor sees it: the code is there because a rep put it forward to this visitor. */
export const offerCard = z.object({ offer: offerId, title: short, text: short, code: short.optional() });

/** Answers a visitor may send with one press; only reps' messages have them. */
export const replies = z.array(z.string().trim().min(1).max(limits.replyLength)).min(1).max(limits.replies);

/** A product, as a rep shows it. Address and picture are of the site's own origins. */
export const product = z.object({
  name: short,
  url,
  image: url.optional(),
  /** Minor units of the currency. */
  price: amount.optional(),
  currency: currency.optional(),
});

/** A file that was uploaded before: its name as the sender's device has it, its kind as the relay found it. */
export const sentFile = z.object({
  file: fileId,
  name: short,
  type: z.enum(fileTypes),
  bytes: z.int().min(1).max(limits.fileBytes),
  /** Of a picture, pixels: its place is kept before it is there. */
  width: z.int().min(1).max(50_000).optional(),
  height: z.int().min(1).max(50_000).optional(),
});

/** A part of the page, by the name that a screen reader would say. */
export const guideTarget = z.object({
  /** Of this page load alone. */
  target: short,
  name: short,
  role: z.enum(['link', 'button', 'field', 'heading', 'section']),
});
export const guideStep = guideTarget.pick({ target: true, name: true });

export const contact = z
  .object({
    name: short.optional(),
    email: email.optional(),
    answers: z
      .array(z.object({ question: short, answer: z.string().max(500) }))
      .max(10)
      .optional(),
  })
  .refine((given) => Object.values(given).some((one) => one !== undefined), 'nothing is given');

export const rating = z.object({
  engagement: engagementId,
  score: z.int().min(1).max(5),
  comment: z.string().max(1_000).optional(),
});

/** What a visitor wants to talk about: to buy, about an order there is, or anything else. */
export const reason = z.enum(['sales', 'order', 'other']);
/** Why a conversation waits again. */
export const queueCause = z.enum(['no_answer', 'rep_lost', 'declined', 'handed_over']);
/** `visitor` left it as a message; `no_rep`: nobody was there; `idle`: the visitor said nothing more; `rep` put it off. */
export const turnCause = z.enum(['visitor', 'no_rep', 'idle', 'rep']);
/** A word from the rep who gives a conversation to the one who gets it. */
export const transferNote = z.string().trim().min(1).max(limits.transferNoteLength);

/** One body schema per entry kind. A missing kind is a compile error. */
export const entryBodies = {
  message: z.object({ text, replies: replies.optional() }),
  product,
  file: sentFile,
  guide: guideStep,
  contact,
  rating,
  note: z.object({ text }),
  invitation: z.object({ invitation: invitationId, rule: short, text }),
  offer: offerCard,
  'offer.applied': z.object({ offer: offerId, code: short.optional(), isApplied: z.boolean() }),
  'engagement.opened': z.object({
    engagement: engagementId,
    cause: z.enum(['invitation', 'visitor']),
    invitation: invitationId.optional(),
    reason: reason.optional(),
  }),
  'engagement.rang': z.object({ engagement: engagementId, rep: repId, name: short }),
  'engagement.accepted': z.object({ engagement: engagementId, rep: repId, name: short }),
  'engagement.queued': z.object({ engagement: engagementId, cause: queueCause }),
  'engagement.resolved': z.object({ engagement: engagementId, disposition: short }),
  'engagement.wrapped_up': z.object({ engagement: engagementId }),
  'engagement.reopened': z.object({ engagement: engagementId }),
  'engagement.by_message': z.object({ engagement: engagementId, cause: turnCause }),
  'engagement.assigned': z.object({ engagement: engagementId, rep: repId, name: short }),
  'engagement.taken_over': z.object({
    engagement: engagementId,
    rep: repId,
    name: short,
    /** Who had it. */
    from: z.object({ rep: repId, name: short }),
  }),
  'engagement.transferred': z.object({
    engagement: engagementId,
    /** `back`: nobody took it, so it is put before the one who gave it. `queue`: that one is not there, so anybody may have it. */
    cause: z.enum(['given', 'back', 'queue']),
    from: z.object({ rep: repId, name: short }),
    to: z.object({ team: teamId, rep: repId.optional(), name: short }).optional(),
    note: transferNote.optional(),
  }),
  'engagement.reason': z.object({ engagement: engagementId, reason }),
  order: z.object({
    order: orderId,
    transactionId: short.optional(),
    value: amount,
    currency,
    isConfirmed: z.boolean(),
    credit: z.enum(['saved', 'assisted', 'none']),
    bounty: amount,
  }),
} as const satisfies Record<EntryKind, z.ZodObject>;

const entryHead = {
  conversation: conversationAddress,
  offset,
  chain,
  /** 32 hex digits, or `relay/<cause>` for what the relay wrote. */
  session: z.string().max(160),
  seq,
  at: instant,
  by: author,
};

const shapes = (Object.keys(entryBodies) as EntryKind[]).map((kind) =>
  z.object({ type: z.literal('entry.added'), ...entryHead, kind: z.literal(kind), body: entryBodies[kind] }),
);

export const entryAdded = z.discriminatedUnion(
  'kind',
  shapes as [(typeof shapes)[number], ...(typeof shapes)[number][]],
);
