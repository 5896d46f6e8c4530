import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { DirectorySnapshot, Store } from '../../src/ports/index.ts';
import { changeDirectory } from '../../src/site-file/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { directoryOf, siteFileOf } from './build.ts';

const renamed = (snapshot: DirectorySnapshot, name: string) => ({
  sites: snapshot.sites.map((site) => ({ ...site, name: `${site.name}${name}` })),
});

describe('changing the directory', () => {
  let store: Store;
  const nameNow = async () => (await store.directory.load()).sites[0]?.name;
  beforeEach(async () => {
    store = openSqliteStore({ path: ':memory:' });
    const { sites, teams } = directoryOf(siteFileOf({ name: 'A' }));
    await store.directory.apply({ sites, teams }, 0);
  });
  afterEach(() => store.close());

  it('[CM10] decides again from what stands when somebody else wrote meanwhile', async () => {
    let isFirst = true;
    const result = await changeDirectory(store.directory, async (snapshot) => {
      if (isFirst) {
        isFirst = false;
        await changeDirectory(store.directory, (other) => renamed(other, 'B'));
      }
      return renamed(snapshot, 'C');
    });
    expect(result).toBe('applied');
    expect(await nameNow()).toBe('ABC');
  });

  it('[CM10] writes nothing where there is nothing to do', async () => {
    const before = await store.directory.revision();
    expect(await changeDirectory(store.directory, () => undefined)).toBe('unchanged');
    expect(await store.directory.revision()).toBe(before);
  });

  it('[CM10] gives up, and says so, when others keep getting in between', async () => {
    let tries = 0;
    const change = changeDirectory(store.directory, async (snapshot) => {
      tries += 1;
      await store.directory.apply({}, snapshot.revision);
      return renamed(snapshot, 'never');
    });
    await expect(change).rejects.toThrow(StoreUnavailableError);
    expect(tries).toBe(8);
    expect(await nameNow()).toBe('A');
  });
});
