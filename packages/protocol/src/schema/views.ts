import { z } from 'zod';
import { queueCause, reason, transferNote, turnCause } from './entries.ts';
import {
  amount,
  conversationId,
  currency,
  engagementId,
  instant,
  invitationId,
  offerId,
  repId,
  short,
  siteId,
  teamId,
  visitorId,
} from './primitives.ts';

export const engagementState = z.enum(['queued', 'ringing', 'active', 'wrap_up', 'resolved', 'by_message']);

/** An honest guess, from how long conversations take now: not before, most likely not after. */
export const wait = z.object({ fromMs: z.int().min(0), toMs: z.int().min(0) });

/** The current engagement as both parties may see it. `active` whose last word is the rep's is *waiting*: derived, not stored. */
export const engagementView = z.object({
  id: engagementId,
  state: engagementState,
  /** Who answers, or rings. Public name and picture only. */
  rep: z.object({ id: repId, name: short, picture: short.optional() }).optional(),
  /** The invitation's rep, where another one answers than was shown. */
  shown: z.object({ id: repId, name: short }).optional(),
  openedAt: instant,
  /** Place in the queue, from 1, while queued. */
  position: z.int().min(1).optional(),
  wait: wait.optional(),
});

/** One line of a rep's floor. */
export const floorItem = z.object({
  conversation: conversationId,
  engagement: engagementId,
  site: siteId,
  state: engagementState,
  visitor: visitorId,
  openedAt: instant,
  /** Since when the visitor waits for a word; absent when the last word was the rep's, who is still there. */
  waitingSince: instant.optional(),
  /** Said with every write: the assignment this rep holds. */
  epoch: z.int().min(0),
  claim: short.optional(),
  rep: repId.optional(),
  invitation: invitationId.optional(),
  rule: short.optional(),
  cart: z.object({ value: amount, currency, quantity: z.int() }).optional(),
  checkoutStep: z.int().optional(),
  /** A try-out by the shop's own people: in no figure. */
  isPreview: z.boolean().optional(),
  lastText: short.optional(),
  /** What it is about, where anybody said so. */
  reason: reason.optional(),
  /** In `wrap_up`: then the slot is free. */
  wrapUpUntil: instant.optional(),
  /** By message: why, and until when the site promises the first answer. */
  turned: turnCause.optional(),
  dueAt: instant.optional(),
  /** Whom it rang at before. */
  passedBy: z.object({ rep: repId.optional(), name: short, cause: queueCause }).optional(),
  /** Who gave it; `isReturn`: nobody took what this rep gave away. */
  given: z.object({ name: short, note: transferNote.optional(), isReturn: z.literal(true).optional() }).optional(),
  /** Messages of the visitor that this rep has not read. */
  unread: z.int().min(0),
});

export const repView = z.object({
  id: repId,
  name: short,
  team: teamId,
  status: z.enum(['available', 'away', 'offline']),
  isPresent: z.boolean(),
  load: z.int().min(0),
  capacity: z.int().min(0),
  /** The shift is over, or the team is outside its hours: nothing new rings, however available. */
  isOffShift: z.literal(true).optional(),
});

/** A team that conversations of these sites may be given to, and how it stands. */
export const teamView = z.object({
  id: teamId,
  name: short,
  sites: z.array(siteId),
  /** Reps who are there, and conversations they would take now. */
  available: z.int().min(0),
  free: z.int().min(0),
});

/** One step of an invitation's or order's life, for the console's activity list. */
export const activityItem = z.object({
  site: siteId,
  number: z.int().min(1),
  at: instant,
  kind: z.string().max(40),
  visitor: visitorId.optional(),
  conversation: conversationId.optional(),
  invitation: invitationId.optional(),
  rule: short.optional(),
  /** With `rule`: the version it is of. */
  playbook: short.optional(),
  experiment: short.optional(),
  arm: short.optional(),
  /** Why, packed; read with the rule of that version. */
  trace: short.optional(),
  offer: offerId.optional(),
  rep: repId.optional(),
  value: amount.optional(),
  currency: currency.optional(),
  reason: short.optional(),
  order: short.optional(),
  bounty: amount.optional(),
  /** A try-out by the shop's own people: in no figure. */
  isPreview: z.literal(true).optional(),
});
