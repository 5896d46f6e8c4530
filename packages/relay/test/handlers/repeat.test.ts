import { describe, expect, it } from 'vitest';
import { createRepeated } from '../../src/handlers/repeat.ts';
import type { RelayEvent, World } from '../../src/handlers/types.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { createTestClock } from './helpers/clock.ts';

/** Work that ends when the test says so. */
function setUp() {
  const clock = createTestClock(0, async () => {});
  const events: RelayEvent[] = [];
  const runs: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const world: Partial<World> = { after: clock.after, emit: (event) => void events.push(event) };
  const repeated = createRepeated(world as World, {
    everyMs: 1_000,
    failed: 'work.stuck',
    work: () => new Promise<void>((end, fail) => void runs.push({ end, fail })),
  });
  return { clock, events, runs, repeated };
}

describe('work that comes again and again', () => {
  it('[HA56, HA91] begins at once, and anew a pause after each end', async () => {
    const { clock, runs, repeated } = setUp();
    repeated.start();
    expect(runs).toHaveLength(1);
    await clock.pass(5_000);
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    await clock.pass(999);
    expect(runs).toHaveLength(1);
    await clock.pass(1);
    expect(runs).toHaveLength(2);
  });

  it('[HA56, HA91] goes on after a failure, and tells it: a store that does not answer is no fault of ours', async () => {
    const { clock, events, runs, repeated } = setUp();
    repeated.start();
    runs[0]?.fail(new StoreUnavailableError('away'));
    await clock.pass(1_000);
    runs[1]?.fail(new Error('broken'));
    await clock.pass(1_000);
    expect(runs).toHaveLength(3);
    expect(events).toMatchObject([
      { name: 'work.stuck', level: 'warn' },
      { name: 'work.stuck', level: 'error', error: expect.stringContaining('broken') },
    ]);
  });

  it('[HA56, HA91] ends with the node: what is under way is waited for, and nothing begins any more', async () => {
    const { clock, runs, repeated } = setUp();
    repeated.start();
    let isOver = false;
    const stopped = repeated.stop().then(() => (isOver = true));
    await clock.settle();
    expect([repeated.isStopping(), isOver]).toEqual([true, false]);
    runs[0]?.end();
    await stopped;
    await clock.pass(5_000);
    expect(runs).toHaveLength(1);
    repeated.start();
    runs[1]?.end();
    await clock.settle();
    await repeated.stop();
    await clock.pass(5_000);
    expect(runs).toHaveLength(2);
  });
});
