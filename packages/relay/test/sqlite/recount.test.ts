import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/sqlite/engine/migrate.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { migrations } from '../../src/sqlite/migrations/index.ts';
import { t0 } from '../contracts/build.ts';
import { floorOf, team } from '../contracts/floor-setup.ts';
import { useTempFolder } from './temp-folder.ts';

describe('counting anew', () => {
  const file = useTempFolder();

  it('[ST91] finds a wrong load, and makes it right', async () => {
    const store = openSqliteStore({ path: file('t.db') });
    const floor = floorOf(store);
    await floor.ready('rep_ada', 'rep_bob');
    for (const claim of ['clm_1', 'clm_2']) await floor.claim(claim, { prefer: 'rep_ada' });
    const other = new DatabaseSync(file('t.db'));
    other.exec(
      "UPDATE floor_reps SET load = load + 1 WHERE rep = 'rep_bob'; UPDATE floor_reps SET load = 0 WHERE rep = 'rep_ada'",
    );
    other.close();
    expect(await floor.port.recount(team, t0)).toEqual(['rep_ada', 'rep_bob']);
    expect(await floor.port.recount(team, t0)).toEqual([]);
    expect((await floor.port.snapshot(team, t0)).reps.map(({ load }) => load)).toEqual([2, 0]);
    await store.close();
  });

  it('[ST52, ST91] a file of an earlier layout is counted as it is opened', async () => {
    const path = file('old.db');
    const store = openSqliteStore({ path });
    const floor = floorOf(store);
    await floor.ready('rep_ada');
    for (const claim of ['clm_1', 'clm_2']) await floor.claim(claim);
    await store.close();
    const db = new DatabaseSync(path);
    const step = migrations.findIndex((one) => one.includes('floor_claim_taken'));
    db.exec(`
      DROP TRIGGER floor_claim_taken; DROP TRIGGER floor_claim_given_back;
      DROP INDEX floor_leases_by_rep; DROP INDEX floor_messages_by_rep; ALTER TABLE floor_reps DROP COLUMN load`);
    db.exec(`PRAGMA user_version = ${step}`);
    migrate(db, migrations.slice(0, step + 1));
    expect(db.prepare('SELECT rep, load FROM floor_reps').all()).toEqual([{ rep: 'rep_ada', load: 2 }]);
    db.close();
  });
});
