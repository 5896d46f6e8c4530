import { z } from 'zod';
import { cartItem, context } from './context.ts';
import { journeyStep, trace } from './decision.ts';
import { amount, currency, instant, invitationId, offerId, seq, sessionId, short, text } from './primitives.ts';

const sequenced = { session: sessionId, conversation: z.literal('mine'), seq };
const laned = { session: sessionId, conversation: z.literal('visitor'), seq };
const invitationStep = z.object({ invitation: invitationId });

/** An order as the page saw it. */
export const orderReport = z.object({
  /** The shop's own number. Without one an order is kept, but never billed. */
  transactionId: short.optional(),
  value: amount,
  currency,
  items: z.array(cartItem).max(50).optional(),
  coupon: short.optional(),
});

/** What only visitors ask. */
export const visitorAsked = {
  'message.send': z
    .object({ type: z.literal('message.send'), ...sequenced, body: z.object({ text }) })
    .meta({ description: 'A message. With no engagement open it opens one.' }),
  'offer.apply': z
    .object({
      type: z.literal('offer.apply'),
      ...sequenced,
      body: z.object({ offer: offerId, isApplied: z.boolean() }),
    })
    .meta({ description: 'The visitor pressed apply; `isApplied` tells whether the shop took the code.' }),
  'invitation.request': z
    .object({
      type: z.literal('invitation.request'),
      ...laned,
      body: z.object({ rule: short, playbook: short, arm: short.optional(), trace }),
    })
    .meta({
      description:
        'The engine decided to invite, or to hold out; may it? Answered by `invitation.granted` or `invitation.withheld`.',
    }),
  'invitation.seen': z
    .object({ type: z.literal('invitation.seen'), ...laned, body: invitationStep })
    .meta({ description: 'A second in view.' }),
  'invitation.accept': z
    .object({ type: z.literal('invitation.accept'), ...laned, body: invitationStep })
    .meta({ description: "The visitor said yes: an engagement opens and the rep's console rings." }),
  'invitation.decline': z
    .object({ type: z.literal('invitation.decline'), ...laned, body: invitationStep })
    .meta({ description: 'The visitor said no: not asked again.' }),
  'invitation.dismiss': z
    .object({ type: z.literal('invitation.dismiss'), ...laned, body: invitationStep })
    .meta({ description: 'The visitor closed the box without an answer.' }),
  'invitation.time-out': z
    .object({ type: z.literal('invitation.time-out'), ...laned, body: invitationStep })
    .meta({ description: 'Nobody answered it in its time to live, or the page was left.' }),
  'order.report': z
    .object({ type: z.literal('order.report'), ...laned, body: orderReport })
    .meta({ description: "The page saw an order. Unconfirmed until the shop's server says so." }),
  'consent.set': z
    .object({ type: z.literal('consent.set'), ...laned, body: z.object({ state: z.enum(['granted', 'denied']) }) })
    .meta({ description: "The visitor's choice about storage." }),
  'journey.record': z
    .object({
      type: z.literal('journey.record'),
      ...laned,
      body: z.object({ startedAt: instant, steps: z.array(journeyStep).min(1).max(60) }),
    })
    .meta({
      description:
        'A stretch of the visit for rehearsals, only from a page in record mode and only while consent is granted.',
    }),
  'context.set': z
    .object({ type: z.literal('context.set'), context })
    .meta({ description: 'Where the visitor is. Coalesced, the latest wins and always arrives.' }),
};
