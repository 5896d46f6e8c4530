import { z } from 'zod';
import type { EntryKind } from '../kinds.ts';
import {
  amount,
  author,
  chain,
  conversationAddress,
  currency,
  engagementId,
  instant,
  invitationId,
  offerId,
  offset,
  orderId,
  repId,
  seq,
  short,
  text,
} from './primitives.ts';

/** An offer as a visitor sees it: the code is there because a rep put it forward to this visitor. */
export const offerCard = z.object({ offer: offerId, title: short, text: short, code: short.optional() });

/** One body schema per entry kind. A missing kind is a compile error. */
export const entryBodies = {
  message: z.object({ text }),
  note: z.object({ text }),
  invitation: z.object({ invitation: invitationId, rule: short, text }),
  offer: offerCard,
  'offer.applied': z.object({ offer: offerId, code: short.optional(), isApplied: z.boolean() }),
  'engagement.opened': z.object({
    engagement: engagementId,
    cause: z.enum(['invitation', 'visitor']),
    invitation: invitationId.optional(),
  }),
  'engagement.rang': z.object({ engagement: engagementId, rep: repId, name: short }),
  'engagement.accepted': z.object({ engagement: engagementId, rep: repId, name: short }),
  'engagement.queued': z.object({ engagement: engagementId, cause: z.enum(['no_answer', 'rep_lost', 'declined']) }),
  'engagement.resolved': z.object({ engagement: engagementId, disposition: short }),
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
