import type { Wait } from '@tillside/protocol';
import { talksOf } from '../../core/forecast/outlook.ts';
import { freeSlots } from '../../core/routing.ts';
import { waitsOf } from '../../core/wait.ts';
import type { ConversationView, FloorSnapshot } from '../../ports/index.ts';
import type { World } from '../types.ts';
import type { Background } from './background.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import { withdrawHopeless } from '../invitation/withdraw.ts';
import { createPace } from './pace.ts';
import { createListeners } from './listeners.ts';
import { serveQueue } from './serve-queue.ts';
import { settleClaims } from './settle.ts';
import { settleMessages } from './settle-messages.ts';
import { settleWaiting } from './settle-waiting.ts';
import { conversationsOn, isAnythingDue } from './team-state.ts';
import type { TeamState } from './team-state.ts';
import { tellFloor } from './tell-floor.ts';
import { tellRings } from './tell-rings.ts';
import { tellVisitors } from './tell-visitors.ts';

/** Changes within this time are told to reps in one frame. */
const tellAfterMs = 100;
/** Steps that each change the floor, before the rest is left to the next look. */
const patience = 100;

export interface TeamFloorHooks {
  readonly background: Background;
  /** May leases be taken at their word now? */
  readonly maySweep: () => boolean;
  /** Any team's floor as this node last saw it. */
  readonly floorOf: (team: string) => FloorSnapshot | undefined;
  /** The floor is another than before. */
  readonly onChanged: (team: string) => void;
}

/** One team as this node sees it. Looks follow each other, never overlap. */
export interface TeamFloor {
  /** @param isThorough go on to the records even where the slot did not change */
  look(isThorough: boolean): Promise<void>;
  /** Looks soon; cheap to call often. */
  poke(): void;
  floor(): FloorSnapshot | undefined;
  /** How long this place in the team's queue may take; `undefined`: nobody knows. */
  wait(position: number): Wait | undefined;
  /** Somebody waits or is being served: worth a look every second. */
  isBusy(): boolean;
  /** A socket came or went: the floor is told again soon. */
  tellSoon(): void;
  close(): Promise<void>;
}

export function createTeamFloor(team: string, world: World, hooks: TeamFloorHooks): TeamFloor {
  const { background, maySweep, floorOf, onChanged } = hooks;
  let state: TeamState | undefined;
  /** Of the places in the queue, as of the last look. */
  let waits: ((position: number) => Wait | undefined) | undefined;
  let signature = '';
  let looking: Promise<void> | undefined;
  let isDirty = false;
  let isClosed = false;
  let cancelTelling: (() => void) | undefined;
  const stale = new Set<string>();
  const pace = createPace(team, world);
  const bells = createListeners(world, (topic, message) => {
    if (message.startsWith('{"typing"')) return;
    stale.add(topic.slice('cnv/'.length));
    tellSoon();
  });

  function waitsAt(floor: FloorSnapshot): (position: number) => Wait | undefined {
    const now = pace.now(floor.at);
    const ringTimeoutMs = world.directory().team(team)?.ringTimeoutMs ?? 0;
    const candidates = candidatesIn(world, team, { at: floor.at });
    return waitsOf({
      free: freeSlots(floor, candidates),
      talks: talksOf(floor, candidates, ringTimeoutMs),
      lengths: now.lengths,
      wordMs: now.wordMs,
    });
  }

  const snapshot = (): Promise<FloorSnapshot> => world.store.floor.snapshot(team);

  async function load(floor: FloorSnapshot): Promise<TeamState> {
    const conversations = conversationsOn(floor);
    const found = conversations.length === 0 ? [] : await world.store.conversations.views(conversations);
    const views = new Map<string, ConversationView>();
    for (const [index, view] of found.entries()) views.set(conversations[index] ?? '', view);
    return { team, floor, views };
  }

  async function lookOnce(isThorough: boolean): Promise<void> {
    const floor = await snapshot();
    if (!isThorough && signatureOf(floor) === signature && !isAnythingDue(floor)) return;
    let next = await load(floor);
    for (let step = 0; step < patience; step += 1) {
      const isChanged =
        (await settleClaims(next, maySweep(), world)) ||
        (maySweep() && (await settleWaiting(next, world))) ||
        (await serveQueue(next, world)) ||
        (await settleMessages(next, world)) ||
        (await withdrawHopeless(team, next.floor, world));
      if (!isChanged) break;
      next = await load(await snapshot());
    }
    if (!isClosed) await publish(next);
  }

  async function publish(next: TeamState): Promise<void> {
    const before = state;
    pace.note(before, next);
    state = next;
    waits = undefined;
    signature = signatureOf(next.floor);
    stale.clear();
    onChanged(team);
    tellVisitors(next, before, (other) => (other === team ? next.floor : floorOf(other)), world);
    tellSoon();
    const isWatched = world.sockets.connectedReps(team).length > 0;
    await Promise.all([
      tellRings(next, world),
      bells.set(isWatched ? [...next.views.keys()].map((conversation) => `cnv/${conversation}`) : []),
    ]);
  }

  function tellSoon(): void {
    if (cancelTelling !== undefined || isClosed) return;
    cancelTelling = world.after(tellAfterMs, () => {
      cancelTelling = undefined;
      background.run(`tell ${team}`, refreshAndTell);
    });
  }

  /** Brings the conversations whose bells rang up to date, and tells the reps. */
  async function refreshAndTell(): Promise<void> {
    const wanted = [...stale].filter((conversation) => state?.views.has(conversation) === true);
    stale.clear();
    const found = wanted.length === 0 ? [] : await world.store.conversations.views(wanted);
    if (state === undefined || isClosed) return;
    const views = new Map(state.views);
    for (const [index, view] of found.entries()) {
      const conversation = wanted[index] ?? '';
      if (views.has(conversation)) views.set(conversation, view);
    }
    state = { ...state, views };
    await tellFloor(state, (other) => (other === team ? state?.floor : floorOf(other)), world);
  }

  async function lookUntilClean(isThorough: boolean): Promise<void> {
    isDirty = false;
    await lookOnce(isThorough);
    if (isDirty && !isClosed) await lookUntilClean(true);
  }

  function look(isThorough: boolean): Promise<void> {
    if (isClosed) return Promise.resolve();
    if (looking !== undefined) {
      isDirty = true;
      return looking;
    }
    looking = lookUntilClean(isThorough).finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    look,
    poke: () => background.run(`look ${team}`, () => look(true)),
    floor: () => state?.floor,
    wait(position) {
      if (state === undefined) return undefined;
      waits ??= waitsAt(state.floor);
      return waits(position);
    },
    isBusy() {
      if (state === undefined) return false;
      const { claims, queue, grants } = state.floor;
      return claims.length + queue.length + grants.length > 0;
    },
    tellSoon,
    async close() {
      isClosed = true;
      cancelTelling?.();
      await bells.close();
    },
  };
}

/** The floor without its time: two looks that differ in nothing else saw the same. */
function signatureOf(floor: FloorSnapshot): string {
  return JSON.stringify({ ...floor, at: 0 });
}
