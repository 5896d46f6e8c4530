import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RepParty } from '../../src/handlers/types.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { BusPort, Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { watchSignIns } from '../../src/transport/sign-in-watch.ts';

let store: Store;
beforeEach(() => {
  store = openSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

it('[TR18] a rep’s socket does not stand where nobody would hear that the sign-in ended', async () => {
  const down = new StoreUnavailableError('no subscriber');
  const bus: BusPort = { ring: () => {}, listen: () => Promise.reject(down) };
  const faults: unknown[] = [];
  const world = { store: { directory: store.directory, bus }, directory: () => ({ rep: () => undefined }) };
  const signIns = watchSignIns(world, (error) => void faults.push(error));
  const closed = new Promise<number>((resolve) => {
    const party: RepParty = {
      kind: 'rep',
      rep: 'rep_1',
      team: 'team_1',
      sessions: new Set(),
      link: { id: 'node_1/1', send: () => {}, close: resolve, leave: () => {} },
    };
    signIns.watch(party, 'sign-in');
    signIns.forget(party);
  });
  expect(await closed).toBe(4000);
  expect(faults).toEqual([down]);
  signIns.close();
});
