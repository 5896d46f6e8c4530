import { z } from 'zod';
import { teamId } from '@tillside/protocol/schema';
import { usualTeam } from '../core/usual.ts';
import { date, days, hours, times, timeZone } from './hours-schema.ts';
import { line } from './primitives.ts';

/** A rep by address or id. */
const rep = z.string().min(1).max(200);
const reps = z.array(rep).min(1).max(500);

const shift = z.strictObject({ reps, days, ...times });

const shiftException = z.strictObject({
  date,
  rep,
  on: z.union(
    [z.boolean(), z.strictObject(times)],
    'expected true, false, or an object with "from" and "to" such as { "from": "12:00", "to": "18:00" }',
  ),
});

export const team = z.strictObject({
  id: teamId,
  name: line,
  kind: z.enum(['dedicated', 'shared']).default('dedicated'),
  /** Conversations one rep takes at once. */
  capacity: z.int().min(1).max(20).default(3),
  ringTimeoutMs: z.int().min(5_000).max(120_000).default(20_000),
  /** A ring is answered by itself. */
  acceptsAutomatically: z.boolean().default(usualTeam.acceptsAutomatically),
  /** How long a resolved conversation still holds its slot, for the rep's notes. */
  wrapUpMs: z.int().min(0).max(3_600_000).default(usualTeam.wrapUpMs),
  /** After so many rings in a row let pass the rep is away; 0: never. */
  pauseAfterMissed: z.int().min(0).max(20).default(usualTeam.pauseAfterMissed),
  /** Conversations by message that one rep owns at once. */
  byMessageLimit: z.int().min(1).max(1_000).default(usualTeam.byMessageLimit),
  /** When the team is asked at all. Left out: always. */
  hours: hours.exactOptional(),
  /** Of the shifts. Left out: that of the hours, else UTC. */
  timeZone: timeZone.exactOptional(),
  /** Who is on. Left out: whoever is available. */
  shifts: z.array(shift).min(1).max(500).exactOptional(),
  /** One rep's one day unlike the week. */
  shiftExceptions: z.array(shiftException).max(2_000).exactOptional(),
});

export const routeStep = z.strictObject({
  team: teamId,
  afterMs: z.int().min(0).max(600_000).default(0),
  /** When this site's visitors are put before the team, within the team's own hours. */
  hours: hours.exactOptional(),
  /** Of a shared team's turns, beside the other sites' shares. */
  share: z.number().min(0.01).max(1_000).default(1),
});

export type TeamFile = z.infer<typeof team>;
export type RouteStepFile = z.infer<typeof routeStep>;
