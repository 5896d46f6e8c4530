import { z } from 'zod';
import { limits } from '../limits.ts';
import { cartItem, context } from './context.ts';
import { journeyStep, trace } from './decision.ts';
import { contact, guideTarget, rating, reason } from './entries.ts';
import {
  amount,
  currency,
  email,
  fileId,
  instant,
  invitationId,
  offerId,
  offset,
  seq,
  sessionId,
  short,
  text,
} from './primitives.ts';

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

/** Milliseconds of the main thread that one entry point of the widget took, at the 95th percentile of one page. */
const timing = z.object({
  entry: z.string().regex(/^[a-z-]{1,24}$/),
  p95Ms: z.number().min(0).max(60_000),
  count: z.int().min(1).max(100_000),
});

export const pageReport = z.object({
  page: short,
  device: z.enum(['desktop', 'tablet', 'phone']),
  timings: z.array(timing).max(12),
  /** Exit signals of this page, each with whether the visitor was gone within 30 s of it. */
  exits: z.array(z.object({ by: z.enum(['pointer', 'touch']), hasLeft: z.boolean() })).max(20),
});

/** What only visitors ask. */
export const visitorAsked = {
  'message.send': z
    .object({
      type: z.literal('message.send'),
      ...sequenced,
      body: z.object({ text, wants: z.literal('message').optional(), reason: reason.optional() }),
    })
    .meta({
      description:
        'A message. With no engagement open it opens one; `wants: "message"` opens it by message: nobody is rung, the answer comes later. `reason` is what the visitor chose to talk about.',
    }),
  'file.send': z.object({ type: z.literal('file.send'), ...sequenced, body: z.object({ file: fileId }) }).meta({
    description:
      'A file that this visitor uploaded by `POST /v1/files`. As a message it opens an engagement where none is.',
  }),
  'contact.give': z.object({ type: z.literal('contact.give'), ...sequenced, body: contact }).meta({
    description: 'How to reach the visitor, and answers to what the shop asks before a chat. Opens no engagement.',
  }),
  'rating.give': z
    .object({ type: z.literal('rating.give'), ...sequenced, body: rating })
    .meta({ description: 'What the visitor thought of an engagement; the last one given counts.' }),
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
    .object({
      type: z.literal('consent.set'),
      ...laned,
      body: z.object({
        state: z.enum(['granted', 'denied']),
        purposes: z.array(z.enum(['functional', 'analytics'])).optional(),
      }),
    })
    .meta({
      description: "The visitor's choice: what may be kept. `purposes` names what was agreed to; without it all.",
    }),
  'transcript.request': z.object({ type: z.literal('transcript.request'), ...laned, body: z.object({ email }) }).meta({
    description:
      'Sends the conversation, as the visitor sees it, to this address once. Refused where the relay sends no mail.',
  }),
  'page.report': z.object({ type: z.literal('page.report'), ...laned, body: pageReport }).meta({
    description:
      'How the widget did on one page, when it was left: its own times, and what its exit signals were worth.',
  }),
  'guide.list': z
    .object({ type: z.literal('guide.list'), targets: z.array(guideTarget).max(limits.guideTargets) })
    .meta({ description: 'The answer to `guide.asked`: parts of this page that a rep may point at. Lossy.' }),
  'guide.answer': z
    .object({ type: z.literal('guide.answer'), offset, state: z.enum(['agreed', 'declined', 'shown', 'gone']) })
    .meta({
      description:
        'What became of a `guide` entry: the visitor agreed, said no, sees the ring, or the part is not on the page any more. Lossy.',
    }),
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
