import { expect, it } from 'vitest';
import { createTestWorld } from './helpers/node.ts';

it('[HA95] loads are counted anew at the start and every minute, and a difference is told to the operator', async () => {
  const asked: string[] = [];
  /** What a store that lost something would find. */
  const wrong = new Map<string, readonly string[]>();
  const relay = await createTestWorld((store) => ({
    ...store,
    floor: {
      ...store.floor,
      async recount(team, nowMs) {
        asked.push(team);
        return wrong.get(team) ?? store.floor.recount(team, nowMs);
      },
    },
  }));
  const teams = ['team_alpha', 'team_beta', 'team_shared'];
  expect(asked.splice(0).toSorted()).toEqual(teams);
  // Ten seconds passed already.
  await relay.clock.pass(49_000);
  expect(asked).toEqual([]);
  wrong.set('team_beta', ['rep_bea']);
  await relay.clock.pass(1_000);
  expect(asked.toSorted()).toEqual(teams);
  const told = relay.node.events.filter(({ name }) => name === 'floor.miscounted');
  expect(told).toEqual([{ name: 'floor.miscounted', level: 'warn', team: 'team_beta', reps: ['rep_bea'] }]);
  await relay.close();
});
