import type { z } from 'zod';
import type { EntryKind } from './kinds.ts';
import type * as schema from './schema/index.ts';

type Out<T extends z.ZodType> = z.infer<T>;
type Frames<Table extends Record<string, z.ZodType>> = { [Name in keyof Table]: Out<Table[Name]> };

export type VisitorFrames = Frames<typeof schema.visitorToRelay>;
export type RepFrames = Frames<typeof schema.repToRelay>;
export type ToldVisitor = Frames<typeof schema.relayToVisitor>;
export type ToldRep = Frames<typeof schema.relayToRep>;

/** Any frame a visitor, or a rep, may send. */
export type VisitorFrame = VisitorFrames[keyof VisitorFrames];
export type RepFrame = RepFrames[keyof RepFrames];
/** Any frame the relay may send. */
export type VisitorTold = ToldVisitor[Exclude<keyof ToldVisitor, 'entry.added'>] | EntryAdded;
export type RepTold = ToldRep[Exclude<keyof ToldRep, 'entry.added'>] | EntryAdded;

export type EntryBodies = Frames<typeof schema.entryBodies>;
export type Author = Out<typeof schema.author>;
export interface EntryHead {
  readonly type: 'entry.added';
  /** `mine` to a visitor, the id to a rep. */
  readonly conversation: string;
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  readonly by: Author;
}
export type EntryAdded = {
  [Kind in EntryKind]: EntryHead & { readonly kind: Kind; readonly body: EntryBodies[Kind] };
}[EntryKind];

export type Context = Out<typeof schema.context>;
export type Product = Out<typeof schema.product>;
export type SentFile = Out<typeof schema.sentFile>;
export type GuideTarget = Out<typeof schema.guideTarget>;
export type Contact = Out<typeof schema.contact>;
export type Rating = Out<typeof schema.rating>;
export type PageReport = Out<typeof schema.pageReport>;
export type PreChat = Out<typeof schema.preChat>;
export type Wait = Out<typeof schema.wait>;
export type CartItem = Out<typeof schema.cartItem>;
export type OfferCard = Out<typeof schema.offerCard>;
export type OrderReport = Out<typeof schema.orderReport>;
export type Bands = Out<typeof schema.bands>;
export type JourneyStep = Out<typeof schema.journeyStep>;
export type TraceFrame = Out<typeof schema.trace>;
export type Availability = Out<typeof schema.availability>;
export type Status = Out<typeof schema.status>;
export type EngagementView = Out<typeof schema.engagementView>;
export type EngagementState = Out<typeof schema.engagementState>;
export type FloorItem = Out<typeof schema.floorItem>;
export type Reason = Out<typeof schema.reason>;
export type TeamView = Out<typeof schema.teamView>;
export type RepView = Out<typeof schema.repView>;
export type ActivityItem = Out<typeof schema.activityItem>;

export type Problem = Out<typeof schema.problem>;
export type Boot = Out<typeof schema.boot>;
export type StreamNext = Out<typeof schema.streamNext>;
export type StreamClosed = Out<typeof schema.streamClosed>;
export type OrderRequest = Out<typeof schema.orderRequest>;
export type LedgerLine = Out<typeof schema.ledgerLine>;
export type LedgerAnswer = Out<typeof schema.ledgerAnswer>;
export type SignInRequest = Out<typeof schema.signInRequest>;
export type ConsoleSite = Out<typeof schema.consoleSite>;
export type Me = Out<typeof schema.me>;
export type TicketAnswer = Out<typeof schema.ticketAnswer>;
export type ActivityAnswer = Out<typeof schema.activityAnswer>;
export type ConversationsAnswer = Out<typeof schema.conversationsAnswer>;
