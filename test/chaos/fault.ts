import type { Random } from '../simulation/random.ts';
import type { VisitorParty } from './parties.ts';
import type { Swarm } from './swarm.ts';
import type { World, WorldOptions } from './world.ts';

/** What a fault acts on, while everybody talks. */
export interface Scene {
  readonly world: World;
  readonly swarm: Swarm;
  readonly random: Random;
  /**
   * It happens now: from here the time runs until each of these visitors has the next message acknowledged. They type one at once. Default: all.
   */
  struck(whom?: readonly VisitorParty[]): void;
  /** Everybody falls silent, and all there is must reach all who may see it; then they talk on. */
  allArrives(withinMs: number): Promise<void>;
  /** Looks into the store for all that was acknowledged until now, whoever might heal it afterwards. */
  isAllKept(): Promise<void>;
  /** Something that must hold did not. */
  broken(what: string): void;
  /** A figure for the table's last column. */
  note(what: string): void;
}

/** Starts the one relay again after the store was looked into, which takes its time: only from here it runs. */
export async function startAnew({ world, struck, note }: Scene): Promise<void> {
  const [node] = world.nodes;
  struck();
  const began = performance.now();
  await node?.start();
  note(`the relay served again ${((performance.now() - began) / 1_000).toFixed(1)} s after its start`);
}

export interface Fault {
  readonly name: string;
  /** What is done to whom. */
  readonly does: string;
  /** What must hold, beside the counts. */
  readonly holds: string;
  /** Where the time to the next acknowledged message begins. */
  readonly from: 'the fault' | 'its end' | 'the new start';
  /** Of that time, at the 99th percentile. Milliseconds. */
  readonly targetMs?: number;
  /** Made anew for each run. Default: three relays on one Redis. */
  readonly world?: () => Promise<WorldOptions>;
  /** Visitors who are connected and say nothing, beside the others. Default: none. */
  readonly idle?: number;
  /** Reps are away for longer than the grace. Elsewhere no conversation may be taken from its rep. */
  readonly losesReps?: boolean;
  /** The store may lose what it acknowledged a moment ago, and senders heal it. */
  readonly losesTail?: boolean;
  /** Why it cannot be made on this machine, if so. */
  readonly missing?: () => Promise<string | undefined>;
  /** Resolves once everything is as before. */
  strike(scene: Scene): Promise<void>;
}
