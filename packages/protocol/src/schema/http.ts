import { z } from 'zod';
import { fileTypes } from '../files.ts';
import { cartItem } from './context.ts';
import { sentFile } from './entries.ts';
import {
  amount,
  availability,
  bands,
  currency,
  instant,
  offerId,
  repId,
  short,
  siteId,
  status,
  teamId,
  url,
  visitorId,
} from './primitives.ts';
import { activityItem, floorItem } from './views.ts';

/** RFC 9457. `detail` says what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** A playbook that pages may be judged by: where it is, and what else a page downloads to judge by it. */
const publishedPlaybook = z.object({
  version: z.string(),
  /** Relative to the relay. */
  url: z.string(),
  needs: z.array(z.enum(['extras', 'facts', 'watch'])),
});

/** Asked in the panel before a chat begins, at most three questions. */
export const preChat = z.object({
  name: z.boolean(),
  email: z.boolean(),
  questions: z
    .array(z.object({ text: short, choices: z.array(short).max(8).optional(), isNeeded: z.boolean() }))
    .max(3),
});

/** The answer to `POST /v1/files`: what a `file.send` may name, and the entry will say. */
export const uploaded = sentFile;

/** The last line of a stream that goes on: `after` is for the next one's address. */
export const streamNext = z.object({ type: z.literal('next'), after: z.string().max(64) });

/** The last line of a stream, or of the answer to a POST, that a socket would have been closed with. */
export const streamClosed = z.object({ type: z.literal('closed'), code: z.int(), reason: z.string().max(120) });

/** `GET /v1/sites/SITE/boot`: the same for everybody, cacheable. */
export const boot = z.object({
  site: siteId,
  name: short,
  locale: z.string(),
  currency,
  accent: z.string(),
  onAccent: z.string(),
  /** The languages the site answers in; the first is its own. */
  locales: z.array(z.string()).min(1),
  privacyUrl: url.optional(),
  /** Days a conversation is kept: told to the visitor before the first message. */
  keepDays: z.int().min(1),
  /** Invitations may be shown before consent; nothing is sent before the visitor's click. */
  invitationsBeforeConsent: z.literal(true).optional(),
  /** Reps see what is being typed; the panel says so. */
  livePreview: z.literal(true).optional(),
  /** The relay can send mail: only then the panel asks for an address. */
  mail: z.literal(true).optional(),
  /** What may be sent as a file. Absent: nothing. */
  files: z.object({ types: z.array(z.enum(fileTypes)), bytes: z.int().min(1) }).optional(),
  /** What the shop asks before a chat. */
  preChat: preChat.optional(),
  /** Where the visitor's credential is kept in a first-party HttpOnly cookie, after consent to `functional`. Relative to the page's origin, or absolute. */
  rememberUrl: url.optional(),
  /** Absent while none is published. */
  playbook: publishedPlaybook.optional(),
  /** The candidate that a share of the visitors gets instead. Absent: none. */
  rollout: publishedPlaybook.extend({ percent: z.int().min(1).max(99) }).optional(),
  /** Keys of an address's query that rules may see besides `utm_*`. */
  queryKeys: z.array(z.string().max(40)).max(50),
  availability,
  bands,
  /** Who stands behind the launcher, by the team of the route that answers first. */
  team: z.object({
    name: short,
    /** `shared`: sells for other shops too, which the panel says. */
    kind: z.enum(['dedicated', 'shared']),
    reps: z.array(z.object({ id: repId, name: short, picture: short.optional() })).max(3),
  }),
  texts: z.record(z.string(), z.string()),
});

/** `POST /v1/orders`, with the site's secret key as bearer token: the shop's server confirms an order. */
export const orderRequest = z.object({
  transactionId: z.string().min(1).max(200),
  value: amount,
  currency,
  items: z
    .array(cartItem.partial({ id: true }).extend({ sku: short.optional() }))
    .max(200)
    .optional(),
  coupon: short.optional(),
  /** The visitor, where the shop knows the id; otherwise the browser's report of the same transaction tells it. */
  visitor: visitorId.optional(),
});

export const moneyPair = z.object({ value: amount, currency });

/** One line of a site's ledger. */
export const ledgerLine = z.object({
  order: short,
  transactionId: short.optional(),
  status: z.enum(['unconfirmed', 'confirmed']),
  credit: z.enum(['saved', 'assisted', 'none']),
  /** What counts: the server's where both are known. */
  value: amount,
  currency,
  reportedByBrowser: moneyPair.optional(),
  reportedByServer: moneyPair.optional(),
  visitor: visitorId.optional(),
  conversation: short.optional(),
  invitation: short.optional(),
  rule: short.optional(),
  rep: repId.optional(),
  /** Minor units of the tariff's currency; 0 unless saved. */
  bounty: amount,
  bountyCurrency: currency,
  /** Only confirmed saved carts with a transaction id are billed. */
  isBillable: z.boolean(),
  at: instant,
});

/** `GET /v1/console/sites/SITE/ledger` */
export const ledgerAnswer = z.object({
  lines: z.array(ledgerLine),
  totals: z.object({
    billable: amount,
    unconfirmed: amount,
    currency,
    savedCarts: z.int(),
    savedValue: amount,
    assistedOrders: z.int(),
  }),
});

/** `POST /v1/console/sign-in` */
export const signInRequest = z.object({ email: z.string().max(200), password: z.string().max(1_000) });

export const consoleSite = z.object({
  id: siteId,
  name: short,
  accent: z.string(),
  locale: z.string(),
  currency,
  url: url.optional(),
  offers: z.array(z.object({ id: offerId, title: short, text: short, code: short.optional() })),
  dispositions: z.array(short),
  /** How the rep introduces the shop; kept in view during a conversation. */
  greeting: short.optional(),
  kind: z.enum(['dedicated', 'shared']),
  /** Not of the team's own: only conversations that were given to it. */
  isGiven: z.literal(true).optional(),
});

/** `GET /v1/console/me` */
export const me = z.object({
  rep: z.object({
    id: repId,
    name: short,
    email: z.string(),
    role: z.enum(['rep', 'supervisor', 'admin']),
    team: teamId,
    teamName: short,
    picture: short.optional(),
    /** May visitors see the picture? */
    showsPicture: z.boolean().optional(),
    status,
  }),
  sites: z.array(consoleSite),
  isDemo: z.boolean(),
});

/** `POST /v1/console/ticket` */
export const ticketAnswer = z.object({ ticket: z.string(), expiresAt: instant });

/** `GET /v1/console/sites/SITE/activity?before=N` newest first. */
export const activityAnswer = z.object({ items: z.array(activityItem), next: z.int().optional() });

/** `GET /v1/console/conversations?before=MS`: the team's conversations, the latest first. */
export const conversationsAnswer = z.object({ items: z.array(floorItem), next: instant.optional() });
