import { soonest } from '../../core/wait.ts';
import { presenceLeaseMs, presenceRenewMs } from '../../ports/index.ts';
import { closeCoalescing, openCoalescing } from '../coalesce.ts';
import type { RepParty, World } from '../types.ts';
import { createActivity } from './activity.ts';
import { createAvailability } from './availability.ts';
import { createBackground } from './background.ts';
import { createListeners } from './listeners.ts';
import { createPresence } from './presence.ts';
import { recall } from './recall.ts';
import { recountFloors } from './recount.ts';
import { createTeamFloor } from './team-floor.ts';
import type { TeamFloor } from './team-floor.ts';
import type { FloorWork } from './types.ts';

export type { FloorWork } from './types.ts';

/** A team with somebody here, or with anything going on, is looked at every second; the others, and everything thoroughly, every fifth. */
const lookEveryMs = 1_000;
const thoroughEvery = 5;
/** What was never wrong yet is counted anew seldom. */
const recountEveryMs = 60_000;

export function createFloorWork(world: World): FloorWork {
  const teams = new Map<string, TeamFloor>();
  const background = createBackground(world);
  const floorOf = (team: string) => teams.get(team)?.floor();
  const availability = createAvailability(world, floorOf);
  const presence = createPresence(world);
  const activity = createActivity(world, background);
  const bells = createListeners(world, (topic) => teams.get(topic.slice('team/'.length))?.poke());
  const undo: (() => void)[] = [];
  let sweepFrom = 0;
  let beats = 0;
  let isStopped = true;

  /** The nodes had no chance to renew a lease while the store was away. */
  const restAfterStore = () => {
    sweepFrom = world.now() + presenceLeaseMs;
  };

  /** All of them: a team that no route names any more may still have conversations to give away. */
  const teamsToWatch = (): ReadonlySet<string> =>
    new Set([
      ...world
        .directory()
        .teams()
        .map(({ id }) => id),
      ...world.sockets.teams(),
    ]);

  async function syncTeams(): Promise<void> {
    const wanted = teamsToWatch();
    const gone = [...teams].filter(([team]) => !wanted.has(team));
    for (const [team] of gone) teams.delete(team);
    for (const team of wanted) {
      if (teams.has(team)) continue;
      teams.set(
        team,
        createTeamFloor(team, world, {
          background,
          maySweep: () => world.now() >= sweepFrom,
          floorOf,
          onChanged: availability.recompute,
        }),
      );
    }
    await Promise.all(gone.map(([, floor]) => floor.close()));
    await bells.set([...teams.keys()].map((team) => `team/${team}`));
  }

  const recount = () => recountFloors(teams.keys(), world);
  const hasReps = (team: string) => world.sockets.connectedReps(team).length > 0;

  async function look(isThorough: boolean): Promise<void> {
    const due = [...teams].filter(([team, floor]) => isThorough || floor.isBusy() || hasReps(team));
    const looks = await Promise.allSettled(due.map(([, floor]) => floor.look(isThorough)));
    availability.tellDue();
    const failed = looks.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    if (isThorough) background.noteAnswer();
  }

  /** Runs `work` again and again, never twice at once. */
  function every(ms: number, name: string, work: () => Promise<void>): void {
    let cancel = () => {};
    const wait = () => {
      cancel = world.after(ms, () => {
        background.run(name, async () => {
          try {
            await work();
          } finally {
            if (!isStopped) wait();
          }
        });
      });
    };
    wait();
    undo.push(() => cancel());
  }

  async function socketsChanged({ team }: RepParty): Promise<void> {
    if (isStopped) return;
    if (!teams.has(team)) await syncTeams();
    await Promise.all([presence.renew(team), activity.sync()]);
    const floor = teams.get(team);
    floor?.tellSoon();
    floor?.poke();
  }

  return {
    async start() {
      isStopped = false;
      openCoalescing(world);
      restAfterStore();
      undo.push(
        world.store.onReconnect(() => {
          restAfterStore();
          background.run('reconnected', async () => {
            await Promise.all([presence.renewAll(), recount()]);
            activity.lookAll();
            await look(true);
          });
        }),
      );
      await syncTeams();
      // Before anybody is chosen: a store that an earlier version wrote counts nothing yet.
      await Promise.all([presence.renewAll(), activity.sync(), recount()]);
      await look(true);
      background.run('recall', () => recall(world, () => isStopped));
      every(presenceRenewMs, 'presence', presence.renewAll);
      every(recountEveryMs, 'recount', recount);
      every(lookEveryMs, 'tick', async () => {
        beats += 1;
        await look(beats % thoroughEvery === 0);
      });
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      for (const run of undo.splice(0)) run();
      await closeCoalescing(world);
      await Promise.allSettled([bells.close(), activity.close(), ...[...teams.values()].map((floor) => floor.close())]);
      await background.settled();
      teams.clear();
      await Promise.allSettled([presence.leave()]);
    },
    poke: (team) => teams.get(team)?.poke(),
    async tick() {
      await syncTeams();
      await look(true);
    },
    availability: availability.of,
    bands: availability.bandsOf,
    wait: (places) => soonest(places.map(({ team, position }) => teams.get(team)?.wait(position))),
    repConnected: socketsChanged,
    repDisconnected: socketsChanged,
    directoryChanged() {
      if (isStopped) return;
      background.run('directory', async () => {
        await syncTeams();
        await activity.sync();
        await look(true);
      });
    },
    settled: background.settled,
  };
}
