import { z } from 'zod';
import { limits } from '../limits.ts';

const prefixed = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[a-z0-9][a-z0-9_-]{0,47}$`));

export const siteId = prefixed('site');
export const teamId = prefixed('team');
export const repId = prefixed('rep');
export const visitorId = prefixed('vis');
export const conversationId = prefixed('cnv');
export const invitationId = prefixed('inv');
export const engagementId = prefixed('eng');
export const orderId = prefixed('ord');
export const offerId = prefixed('off');
/** Whoever knows it may fetch the file: 160 random bits as 40 hex digits. */
export const fileId = z.string().regex(/^fil_[0-9a-f]{40}$/);

/** 128 random bits as 32 hex digits, made by the client once a page load. */
export const sessionId = z.string().regex(/^[0-9a-f]{32}$/);
export const seq = z.int().min(1).max(2_000_000_000);
export const offset = z.int().min(0).max(2_000_000_000);
/** 12 hex digits; empty before the first entry. */
export const chain = z.string().regex(/^([0-9a-f]{12})?$/);
/** Milliseconds since the epoch, by the store's clock where the relay says it. */
export const instant = z.int().min(0);
/** Integer minor units of a currency (cents, yen). */
export const amount = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const text = z.string().max(limits.textLength);
export const short = z.string().max(200);
export const email = z.email().max(254);
export const url = z.string().max(2_000);

/** The visitor says `mine`; reps say the id. */
export const conversationAddress = z.union([z.literal('mine'), conversationId]);
/** A number the client gives a command that is no entry, so that the answer names it. Fresh per socket. */
export const ref = z.int().min(1).max(2_000_000_000);
export const availability = z.enum(['now', 'soon', 'none']);
/** The same for each team of the route, by its id, and for each skill somebody of the route has. */
export const bands = z.object({
  teams: z.record(teamId, availability),
  skills: z.record(z.string().max(64), availability),
});
export const status = z.enum(['available', 'away', 'offline']);

/** Who wrote an entry. `id` is the visitor's or rep's id; a visitor sees no visitor id but `mine`. */
export const author = z.object({
  kind: z.enum(['visitor', 'rep', 'bot', 'system']),
  id: z.string().max(64),
  /** A rep's or bot's public name. */
  name: short.optional(),
});
