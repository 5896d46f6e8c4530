import type { Availability, Bands, Wait } from '@tillside/protocol';
import type { QueuePlace, RepParty } from '../types.ts';

/** What every node does for its teams beside answering frames. Several nodes may do it at once on one store: every step is idempotent. */
export interface FloorWork {
  /** Resolves once every team was looked at, so that `availability` is known. */
  start(): Promise<void>;
  /** Says that this node has nobody any more, finishes what is under way and stops. */
  stop(): Promise<void>;
  /** Looks at a team soon. */
  poke(team: string): void;
  /** Looks at every team and settles what is due; resolves when it is done. The node's own clock does so by itself. */
  tick(): Promise<void>;
  /** The band last computed for the site; `none` for an unknown one. */
  availability(site: string): Availability;
  /** The same by team of the route and by skill; nothing for an unknown one. */
  bands(site: string): Bands;
  /** How long a place in these teams' queues may take, by the soonest of them; absent while nobody knows. */
  wait(places: readonly QueuePlace[]): Wait | undefined;
  repConnected(party: RepParty): Promise<void>;
  repDisconnected(party: RepParty): Promise<void>;
  /** Sites, teams or reps are others than before. */
  directoryChanged(): void;
  /** Resolves when nothing that was begun is still under way. */
  settled(): Promise<void>;
}
