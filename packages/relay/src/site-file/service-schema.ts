import { z } from 'zod';
import { teamId } from '@tillside/protocol/schema';
import { usualService } from '../core/usual.ts';
import { line } from './primitives.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** As a playbook names a skill. */
const skill = z.string().regex(/^[A-Za-z0-9][\w-]{0,63}$/, 'expected 1 to 64 letters, digits, - and _');

const reasonRoute = z.strictObject({
  /** A team of the route, asked before the others. */
  team: teamId.exactOptional(),
  /** What the rep must know. */
  skills: z.array(skill).min(1).max(5).exactOptional(),
  /** Answers to a question before a chat that mean this. */
  answers: z.array(line).min(1).max(20).exactOptional(),
  /** Paths of pages on which a chat that begins is about this; `*` at the end stands for the rest. */
  pages: z
    .array(
      z
        .string()
        .regex(/^\/[^*\s]{0,199}\*?$/, 'expected a path such as /account/orders/*, with * at its end or not at all'),
    )
    .min(1)
    .max(50)
    .exactOptional(),
});

/** What is promised to visitors, and whom they are brought to. */
export const service = {
  /** An active conversation that waits so long for the visitor goes on by message. */
  idleMs: z
    .int()
    .min(minuteMs)
    .max(24 * hourMs)
    .default(usualService.idleMs),
  /** Within which time a rep's first word is promised live. */
  replyTargetMs: z
    .int()
    .min(1_000)
    .max(10 * minuteMs)
    .default(usualService.replyTargetMs),
  /** How sure that must be for an invitation. */
  replyChance: z.number().min(0.01).max(1).default(usualService.replyChance),
  /** Within which time the first answer by message is promised. */
  messageTargetMs: z
    .int()
    .min(minuteMs)
    .max(30 * 24 * hourMs)
    .default(usualService.messageTargetMs),
  /** How long a returning visitor waits for a last rep who is there and busy. */
  lastRepWithinMs: z
    .int()
    .min(0)
    .max(10 * minuteMs)
    .default(usualService.lastRepWithinMs),
  /** Who goes first in this site's part of a queue. */
  favors: z.enum(['wait', 'value']).default(usualService.favors),
  /** Whom conversations about something go to. */
  reasons: z
    .strictObject({
      sales: reasonRoute.exactOptional(),
      order: reasonRoute.exactOptional(),
      other: reasonRoute.exactOptional(),
    })
    .exactOptional(),
  /** Teams that are not on the route and that a rep may give a conversation to. */
  transferTo: z.array(teamId).max(20).default([]),
} as const;
