import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDemo } from '../../src/demo/seed.ts';
import { refuseDemoStore } from '../../src/demo/refuse-demo-store.ts';
import type { Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { hashSecret } from '../../src/transport/passwords.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'demo-shop');

describe('the demo’s sites, teams and reps', () => {
  let store: Store;
  beforeEach(() => {
    store = openSqliteStore({ path: ':memory:' });
  });
  afterEach(() => store.close());
  const seed = (publicUrl = 'http://127.0.0.1:7070') => seedDemo(store, folder, publicUrl);
  const site = async (id: string) => {
    const found = (await store.directory.load()).sites.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  };

  it('[CM26] are two shops with a dedicated team each and a shared one for both', async () => {
    const keys = await seed();
    const { sites, teams, reps } = await store.directory.load();
    expect(Object.keys(keys).toSorted()).toEqual(sites.map(({ id }) => id));
    for (const { id, route, playbook, secretKeyHashes } of sites) {
      const kinds = route.map((step) => teams.find((team) => team.id === step.team)?.kind);
      expect(kinds).toEqual(['dedicated', 'shared']);
      expect(await store.directory.playbook(id, playbook ?? '')).toContain('leaving-checkout');
      expect(secretKeyHashes).toEqual([hashSecret(keys[id] ?? '')]);
    }
    expect(new Set(sites.map(({ route }) => route[1]?.team)).size).toBe(1);
    for (const { team, id, picture } of reps) {
      expect(picture?.type).toBe('image/svg+xml');
      const { reps: onTheFloor } = await store.floor.snapshot(team);
      expect(onTheFloor.find((one) => one.rep === id)?.status).toBe('available');
    }
  });

  it('[CM26] change nothing when they are filled in again', async () => {
    const keys = await seed();
    const { revision } = await store.directory.load();
    expect(await seed()).toEqual(keys);
    expect(await store.directory.revision()).toBe(revision);
  });

  it('[CM26] leave a rollout that was begun as it is; another playbook in the files takes over', async () => {
    await seed();
    const halden = await site('site_halden');
    const change = async (versions: object) =>
      store.directory.apply({ sites: [{ ...halden, ...versions }] }, await store.directory.revision());
    const rollout = { version: 'candidate', percent: 10 };
    await change({ rollout });
    await seed();
    expect(await site('site_halden')).toMatchObject({ playbook: halden.playbook, rollout });
    await change({ playbook: 'other', rollout });
    await seed();
    const after = await site('site_halden');
    expect([after.playbook, after.previousPlaybook, after.rollout]).toEqual([halden.playbook, 'other', undefined]);
  });

  it('[CM26] leave a rep’s status and account as they are', async () => {
    await seed();
    await store.floor.setStatus('team_halden', 'rep_mara', 'away');
    const { revision, reps } = await store.directory.load();
    await store.directory.apply(
      { reps: reps.filter(({ id }) => id === 'rep_mara').map((rep) => ({ ...rep, name: 'M.' })) },
      revision,
    );
    await seed();
    const { reps: onTheFloor } = await store.floor.snapshot('team_halden');
    expect(onTheFloor.find(({ rep }) => rep === 'rep_mara')?.status).toBe('away');
    expect((await store.directory.load()).reps.find(({ id }) => id === 'rep_mara')?.name).toBe('M.');
  });

  it('[CM26] allow the shops on every relay that shares the store', async () => {
    await seed('http://127.0.0.1:7070');
    await seed('http://127.0.0.1:7071');
    const own = (port: number) => ['127.0.0.1', 'localhost', 'shop.localhost'].map((host) => `http://${host}:${port}`);
    expect((await site('site_halden')).origins.toSorted()).toEqual([...own(7070), ...own(7071)].toSorted());
    const revision = await store.directory.revision();
    await seed('http://127.0.0.1:7071');
    expect(await store.directory.revision()).toBe(revision);
  });

  it('[CM26] are at the address that browsers use, and allow no other one of this machine there', async () => {
    await seed('https://demo.example');
    expect(await site('site_halden')).toMatchObject({
      url: 'https://demo.example/shop/',
      origins: ['https://demo.example'],
      privacyUrl: expect.stringMatching(/^https:\/\/demo\.example\/shop\//),
    });
  });

  it('[CM16, CM26] keep a secret key that was made for them', async () => {
    const keys = await seed();
    const halden = await site('site_halden');
    const hashes = ['f'.repeat(64), ...halden.secretKeyHashes];
    await store.directory.apply({ sites: [{ ...halden, secretKeyHashes: hashes }] }, await store.directory.revision());
    await seed();
    expect((await site('site_halden')).secretKeyHashes).toEqual(hashes);
    expect(hashes).toContain(hashSecret(keys['site_halden'] ?? ''));
  });

  it('[CM24] are what keeps a store from being served to strangers', async () => {
    const place = { dataDir: '/srv/data', redisUrl: undefined };
    await expect(refuseDemoStore(store, place)).resolves.toBeUndefined();
    await seed();
    await expect(refuseDemoStore(store, place)).rejects.toThrow(/^DATA_DIR=\/srv\/data was filled by the demo/);
    await expect(refuseDemoStore(store, { ...place, redisUrl: 'redis://:pw@host' })).rejects.toThrow(
      /^The Redis of REDIS_URL was/,
    );
  });
});
