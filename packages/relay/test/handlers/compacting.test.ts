import { expect, it } from 'vitest';
import type { KeptStore } from '../../src/ports/index.ts';
import { engagement, message, record } from '../contracts/build.ts';
import { ago, dayMs, describeKept, fileOf, site } from './helpers/kept.ts';
import { shop } from './helpers/shop.ts';

describeKept('conversations that are over', (now) => {
  /** Whom a pass made one value, in order. */
  async function compactedBy(node: string, over: Partial<KeptStore['keeping']> = {}): Promise<readonly string[]> {
    const found: string[] = [];
    const work = await now().nodeOf(node, {
      async compact(conversation, ...rest) {
        const isDone = await now().store.keeping.compact(conversation, ...rest);
        if (isDone) found.push(conversation);
        return isDone;
      },
      ...over,
    });
    await work.pass();
    return found.sort();
  }
  const standing = async () =>
    JSON.parse((await now().store.keeping.takeTask('retention', 'n1', 60_000)) ?? '{}') as object;

  it('[HA93] makes one value of each conversation that is over for a day, once', async () => {
    for (const [name, days] of Object.entries({ old: 100, mid: 3, young: 0.9 })) await now().live(name, days);
    await now().live('waiting', 50, true);
    const before = await now().store.conversations.read('cnv_old', 0, 10);
    expect(await compactedBy('n1')).toEqual(['cnv_mid', 'cnv_old']);
    expect(now().events).toContainEqual({ name: 'retention.compacted', level: 'info', count: 2 });
    expect(await now().store.conversations.read('cnv_old', 0, 10)).toEqual(before);
    expect(await compactedBy('n1')).toEqual([]);
    // Its time comes all the same.
    await now().store.directory.apply(
      { ...shop, sites: (shop.sites ?? []).map((one) => ({ ...one, keepDays: 60 })) },
      1,
    );
    await compactedBy('n1');
    expect((await now().store.conversations.view('cnv_old')).log.top).toBe(0);
    expect(await now().files.find(fileOf('old'))).toBeUndefined();
    expect((await now().store.conversations.view('cnv_mid')).log.top).toBe(3);
  });

  it('[HA93] again after it was taken up again, and every week whatever something late took out', async () => {
    for (const name of ['again', 'late']) await now().live(name, 10);
    expect(await compactedBy('n1')).toEqual(['cnv_again', 'cnv_late']);
    const at = ago(2);
    for (const [name, seq] of [
      ['again', 3],
      ['late', 2],
    ] as const) {
      const mine = { conversation: `cnv_${name}`, by: { kind: 'visitor', id: `vis_${name}` } as const };
      await now().store.conversations.append(message(seq, mine), at);
    }
    // A duplicate moves nothing in the list; a word does.
    await now().store.conversations.touch(site, 'cnv_again', at);
    expect(await compactedBy('n1')).toEqual(['cnv_again']);
    const week = { ...(await standing()), compacted: { [site]: { upTo: Date.now(), since: Date.now() - 8 * dayMs } } };
    expect(await now().store.keeping.noteTask('retention', 'n1', JSON.stringify(week))).toBe(true);
    expect(await compactedBy('n1')).toEqual(['cnv_late']);
  });

  it('[HA94] leaves out of one that goes on what the site keeps no longer, with its files, and the last engagement whole', async () => {
    await now().live('back', 200);
    const mine = { conversation: 'cnv_back', by: { kind: 'visitor', id: 'vis_back' } as const };
    const again = async (startOffset: number, revision: number, days: number) => {
      await now().store.conversations.append(message(3 + revision - 1, mine), ago(days));
      const over = engagement({ id: `eng_${revision + 1}`, state: 'resolved', startOffset });
      await now().store.conversations.commit(
        { ...record({ ...mine, visitor: 'vis_back', site }), engagement: over },
        revision,
        [],
        ago(days),
      );
      await now().store.conversations.touch(site, 'cnv_back', ago(days));
    };
    const offsets = async () => (await now().store.conversations.read('cnv_back', 0, 10)).map(({ offset }) => offset);
    await again(3, 1, 100);
    const kept = await now().store.conversations.read('cnv_back', 3, 10);
    await compactedBy('n1');
    expect(await now().store.conversations.read('cnv_back', 0, 10)).toEqual(kept);
    expect((await now().store.conversations.view('cnv_back')).log).toMatchObject({ top: 4, trimmedTo: 3 });
    expect(await now().files.find(fileOf('back'))).toBeUndefined();
    // What is still young enough stays, and so does the last engagement, however old.
    await again(4, 2, 5);
    await compactedBy('n1');
    expect(await offsets()).toEqual([4, 5]);
    await now().store.directory.apply(
      { ...shop, sites: (shop.sites ?? []).map((one) => ({ ...one, keepDays: 50 })) },
      1,
    );
    const week = { ...(await standing()), compacted: {} };
    expect(await now().store.keeping.noteTask('retention', 'n1', JSON.stringify(week))).toBe(true);
    expect(await compactedBy('n1')).toEqual(['cnv_back']);
    expect(await offsets()).toEqual([5]);
  });

  it('[HA93] goes on where it was cut off, and leaves what is written in meanwhile', async () => {
    for (let index = 0; index < 4; index += 1) await now().live(`c${index}`, 9 - index);
    const dies = await now().nodeOf('n1', {
      async compact(conversation, ...rest) {
        if (conversation === 'cnv_c2') throw new Error('the node died');
        return now().store.keeping.compact(conversation, ...rest);
      },
    });
    await expect(dies.pass()).rejects.toThrow('the node died');
    expect(await now().store.keeping.takeTask('retention', 'n2', 1, Date.now() + 61_000)).toBeDefined();
    const writes = await compactedBy('n2', {
      async compact(conversation, ...rest) {
        const by = { kind: 'visitor', id: 'vis_c2' } as const;
        if (conversation === 'cnv_c2') await now().store.conversations.append(message(3, { conversation, by }));
        return now().store.keeping.compact(conversation, ...rest);
      },
    });
    expect(writes).not.toContain('cnv_c2');
    expect(await now().store.keeping.compact('cnv_c3', 3, 1)).toBe(false);
    for (let index = 0; index < 4; index += 1) {
      const entries = await now().store.conversations.read(`cnv_c${index}`, 0, 10);
      expect(entries.map(({ offset }) => offset)).toEqual(index === 2 ? [1, 2, 3, 4] : [1, 2, 3]);
    }
  });

  it('[HA98] rows of the journal that name nobody any more are many to one value, and nothing is missing', async () => {
    const { journal, keeping } = now().store;
    const items = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        key: `engagement/${from + index}`,
        kind: 'engagement.answered' as const,
        visitor: `vis_${index % 7}`,
        tookMs: from + index,
      }));
    await journal.append(site, items(0, 1_100), ago(200));
    await journal.append(site, items(1_100, 20), ago(3));
    const sealed: number[] = [];
    const { sealJournal } = keeping;
    const work = await now().nodeOf(
      'n1',
      sealJournal === undefined
        ? {}
        : {
            async sealJournal(...args) {
              const count = await sealJournal(...args);
              if (args[0] === site) sealed.push(count);
              return count;
            },
          },
    );
    await work.pass();
    // Where rows do not lie in memory there is nothing to do.
    expect(sealed).toEqual(sealJournal === undefined ? [] : [500, 500, 0]);
    const seen: number[] = [];
    for (let after = 0; ;) {
      const page = await keeping.journalAfter(site, after, 300);
      seen.push(...page.map(({ tookMs = -1 }) => tookMs));
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.number;
    }
    expect(seen).toEqual(Array.from({ length: 1_120 }, (_, index) => index));
    const oldest = (await journal.read(site, 3, 10)).map(({ key, number, visitor, tookMs }) => [
      key,
      number,
      visitor,
      tookMs,
    ]);
    expect(oldest).toEqual([
      ['nameless/2', 2, undefined, 1],
      ['nameless/1', 1, undefined, 0],
    ]);
    await work.pass();
    expect(sealed.slice(3)).toEqual(sealJournal === undefined ? [] : [0]);
  });
});
