import { z } from 'zod';
import { withholdReasons } from '../codes.ts';
import type { WithholdReason } from '../codes.ts';
import { limits } from '../limits.ts';
import { context } from './context.ts';
import { guideTarget } from './entries.ts';
import {
  availability,
  bands,
  conversationAddress,
  conversationId,
  engagementId,
  instant,
  invitationId,
  offerId,
  offset,
  repId,
  seq,
  sessionId,
  short,
  siteId,
  status,
  teamId,
} from './primitives.ts';
import { activityItem, engagementView, floorItem, repView, teamView, wait } from './views.ts';

const reason = z.enum(Object.keys(withholdReasons) as [WithholdReason, ...WithholdReason[]]);
const shownRep = z.object({ id: repId, name: short, picture: short.optional() });

/** What the relay tells both parties about a conversation. */
const shared = {
  'engagement.changed': z
    .object({ type: z.literal('engagement.changed'), conversation: conversationAddress, engagement: engagementView })
    .meta({ description: 'The current engagement, whole. The latest wins.' }),
  'typing.seen': z
    .object({
      type: z.literal('typing.seen'),
      conversation: conversationAddress,
      by: z.enum(['visitor', 'rep']),
      /** To reps alone, where the site shows them what is being typed and says so to the visitor. */
      text: z.string().max(limits.previewLength).optional(),
    })
    .meta({ description: 'The other party types. Forget it after 4 s.' }),
  'read.moved': z
    .object({
      type: z.literal('read.moved'),
      conversation: conversationAddress,
      by: z.enum(['visitor', 'rep']),
      offset,
    })
    .meta({ description: 'The other party has read up to `offset`.' }),
};

export const visitorTold = {
  ...shared,
  'invitation.granted': z
    .object({
      type: z.literal('invitation.granted'),
      session: sessionId,
      seq,
      invitation: invitationId,
      rule: short,
      /** Held: this rep will answer and may be shown. */
      rep: shownRep.optional(),
      /** Unheld: up to three who are there now. */
      team: z.object({ name: short, reps: z.array(shownRep).max(3) }).optional(),
      /** Opened for this visitor. Never its code: that comes when a rep puts it forward. */
      offer: z.object({ id: offerId, title: short, text: short }).optional(),
      form: z.enum(['card', 'bubble', 'bar', 'inline']),
      expiresAt: instant,
    })
    .meta({ description: 'The answer to `invitation.request` (session, seq): show it until `expiresAt`.' }),
  'invitation.withheld': z
    .object({ type: z.literal('invitation.withheld'), session: sessionId, seq, rule: short, reason })
    .meta({ description: 'The answer to `invitation.request`: show nothing.' }),
  'invitation.withdrawn': z
    .object({ type: z.literal('invitation.withdrawn'), invitation: invitationId })
    .meta({ description: 'The rep it promised is gone: take it off the screen if it was not seen yet.' }),
  'queue.moved': z
    .object({
      type: z.literal('queue.moved'),
      conversation: z.literal('mine'),
      position: z.int().min(1),
      wait: wait.optional(),
    })
    .meta({ description: "The visitor's place in the queue, and how long it may take." }),
  'guide.asked': z
    .object({ type: z.literal('guide.asked') })
    .meta({ description: 'A rep wants to point at something: answer with `guide.list`.' }),
  'availability.changed': z
    .object({ type: z.literal('availability.changed'), availability, bands: bands.optional() })
    .meta({ description: "The band of the site's reps changed, or that of a team or skill." }),
};

export const repTold = {
  ...shared,
  'ring.started': z
    .object({
      type: z.literal('ring.started'),
      conversation: conversationId,
      engagement: engagementId,
      site: siteId,
      untilAt: instant,
    })
    .meta({ description: 'A conversation rings for this rep.' }),
  'ring.ended': z
    .object({
      type: z.literal('ring.ended'),
      conversation: conversationId,
      engagement: engagementId,
      cause: z.enum(['accepted', 'no_answer', 'declined', 'gone']),
    })
    .meta({ description: 'It rings no more.' }),
  'assignment.ended': z
    .object({
      type: z.literal('assignment.ended'),
      conversation: conversationId,
      engagement: engagementId,
      site: siteId,
      cause: z.enum(['taken_over', 'transferred', 'handed_over', 'rep_lost', 'went_live']),
      by: z.object({ id: repId, name: short }).optional(),
    })
    .meta({ description: 'A conversation is this rep’s no more, though it was not resolved.' }),
  'guide.listed': z
    .object({
      type: z.literal('guide.listed'),
      conversation: conversationId,
      targets: z.array(guideTarget).max(limits.guideTargets),
    })
    .meta({ description: 'What can be pointed at on the page the visitor is on. The latest wins.' }),
  'guide.moved': z
    .object({
      type: z.literal('guide.moved'),
      conversation: conversationId,
      offset,
      state: z.enum(['agreed', 'declined', 'shown', 'gone']),
    })
    .meta({ description: 'What became of the `guide` entry at `offset`.' }),
  'context.changed': z
    .object({ type: z.literal('context.changed'), conversation: conversationId, context })
    .meta({ description: 'Where the visitor is now.' }),
  'floor.changed': z
    .object({
      type: z.literal('floor.changed'),
      status,
      team: teamId,
      mine: z.array(floorItem),
      queue: z.array(floorItem),
      reps: z.array(repView),
      teams: z.array(teamView).optional(),
      away: z.enum(['missed_rings']).optional(),
    })
    .meta({ description: "The rep's floor, whole: own conversations, the team's queue, colleagues. The latest wins." }),
  'activity.added': z
    .object({ type: z.literal('activity.added'), items: z.array(activityItem).max(50) })
    .meta({ description: "New lines of the journal of the rep's sites: invitations, answers, orders." }),
};
