import { usualChance, usualTargetMs } from './forecast/target.ts';
import { usualMessageTargetMs } from './message-target.ts';
import type { Site, Team } from '../ports/index.ts';

/** What a site promises where its file says nothing: what is as usual is left out of the directory. */
export const usualService = {
  /** A talk that waits so long for the visitor goes on by message. */
  idleMs: 300_000,
  replyTargetMs: usualTargetMs,
  replyChance: usualChance,
  messageTargetMs: usualMessageTargetMs,
  lastRepWithinMs: 0,
  favors: 'wait',
} as const satisfies Partial<Site>;

/** What a team does where the file says nothing. */
export const usualTeam = {
  acceptsAutomatically: false,
  wrapUpMs: 0,
  /** One may be a knock at the door. */
  pauseAfterMissed: 2,
  byMessageLimit: 50,
} as const satisfies Partial<Team>;
