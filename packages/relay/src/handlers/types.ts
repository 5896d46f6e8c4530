import type { Availability, Bands, CloseCodeNumber, Context, RepTold, VisitorTold, Wait } from '@tillside/protocol';
import type { Playbook } from '@tillside/rules';
import type { ChooseRep } from '../core/choose-rep.ts';
import type { FilesPort, MailPort, Rep, Site, Store, Team } from '../ports/index.ts';

/** What a handler may do with a socket. Sending to a closed one does nothing. */
export interface Link<Told> {
  /** Unique on this node. */
  readonly id: string;
  send(frame: Told): void;
  close(code: CloseCodeNumber, reason: string): void;
}

/** A visitor on a socket: what the relay knows after `hello`. Nothing a frame says can change site, visitor or conversation. */
export interface VisitorParty {
  readonly kind: 'visitor';
  readonly site: string;
  readonly visitor: string;
  readonly conversation: string;
  readonly sessions: Pick<ReadonlySet<string>, 'has'>;
  readonly link: Link<VisitorTold>;
  /** The last `context.set` of this socket. */
  context: Context | undefined;
  /** When this socket last said anything, by the node's clock. */
  heardAt?: number;
}

export interface RepLink extends Link<RepTold> {
  /** This conversation is no business of the rep's any more: its entries are not told from now on. */
  leave(conversation: string): void;
}

/** A rep on a socket. */
export interface RepParty {
  readonly kind: 'rep';
  readonly rep: string;
  readonly team: string;
  readonly sessions: Pick<ReadonlySet<string>, 'has'>;
  readonly link: RepLink;
}

export type Party = VisitorParty | RepParty;

/** The directory as this node last read it; answers at once. */
export interface DirectoryView {
  readonly revision: number;
  site(id: string): Site | undefined;
  sites(): readonly Site[];
  team(id: string): Team | undefined;
  teams(): readonly Team[];
  rep(id: string): Rep | undefined;
  repByEmail(email: string): Rep | undefined;
  /** Enabled reps of a team. */
  repsOf(team: string): readonly Rep[];
  /** Sites whose route names the team. */
  sitesOf(team: string): readonly Site[];
  /** A playbook of the site that is live (the current one, the candidate, or the one before), parsed; the current one unless named. */
  playbook(site: string, version?: string): Playbook | undefined;
}

/** Who is connected to this node. Handlers find the sockets to tell by it; the transport keeps it. */
export interface Sockets {
  visitorsOf(visitor: string): Iterable<VisitorParty>;
  repsOf(rep: string): Iterable<RepParty>;
  teamOf(team: string): Iterable<RepParty>;
  visitorsAt(site: string): Iterable<VisitorParty>;
  /** Rep ids with at least one socket here, of a team. */
  connectedReps(team: string): readonly string[];
  /** Teams with at least one rep socket here. */
  teams(): readonly string[];
}

/** Facts about the node itself for its log and its metrics: ids and codes, never what people wrote. */
export interface RelayEvent {
  readonly name: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly [field: string]: unknown;
}

/** Where somebody stands in a team's queue, from 1. */
export interface QueuePlace {
  readonly team: string;
  readonly position: number;
}

/** By which a node knows later what a node told somebody, without the store. */
export interface Seals {
  make(text: string): string;
  isGood(seal: string, text: string): boolean;
}

/** Everything a handler may reach. */
export interface World {
  readonly store: Store;
  /** Where files of conversations lie. Absent: nobody can send one. */
  readonly files?: FilesPort;
  /** Absent: this relay sends no mail. */
  readonly mail?: MailPort;
  readonly node: string;
  /** The same on every node. */
  readonly seals: Seals;
  readonly sockets: Sockets;
  /** Always the newest view; never keep the result over an await. */
  directory(): DirectoryView;
  /** The band last computed for the site. */
  availability(site: string): Availability;
  /** The same by team of the route and by skill. */
  bands(site: string): Bands;
  /** How long a place in these teams' queues may take, by the soonest of them; absent while nobody knows. */
  wait?(places: readonly QueuePlace[]): Wait | undefined;
  /** The operator's own order of the reps who are free; absent: the relay's. */
  readonly chooseRep?: ChooseRep;
  /** Fresh random id, e.g. `newId('inv')`. */
  newId(prefix: 'inv' | 'eng' | 'ord' | 'clm'): string;
  /** This node's clock: for timers and display only, never for the store. */
  now(): number;
  /** Runs once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
  emit(event: RelayEvent): void;
}

/** `Frame` handled for `Who`. A handler rejects only for a fault of ours; what the peer did wrong is answered with `refused`. */
export type Handler<Frame, Who> = (frame: Frame, party: Who, world: World) => Promise<void>;

/** Frames that make and keep the link: the transport's own. */
export type LinkFrameName = 'hello' | 'session.add' | 'conversation.attach' | 'conversation.detach' | 'pong';
