import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { cnv, message, sessionOf } from '../contracts/build.ts';
import { runChild } from './child.ts';
import { useTempFolder } from './temp-folder.ts';

describe('several processes on one file', () => {
  const file = useTempFolder();
  let store: Store;
  beforeEach(() => {
    store = openSqliteStore({ path: file('t.db') });
  });
  afterEach(() => store.close());

  it('[ST50] write at once without losing or doubling anything', async () => {
    const each = 300;
    const others = ['x', 'y'].map((letter) =>
      runChild('append-some.ts', file('t.db'), sessionOf(letter), String(each)),
    );
    const state = { areRunning: true };
    const ended = Promise.all(others).then(() => (state.areRunning = false));
    let own = 0;
    while (state.areRunning) {
      own += 1;
      const answer = await store.conversations.append(message(own));
      expect(answer.kind).toBe('appended');
    }
    await ended;
    const entries = await store.conversations.read(cnv, 0, 100_000);
    expect(entries.map(({ offset }) => offset)).toEqual(entries.map((_, index) => index + 1));
    const counts = (letter: string) =>
      entries.filter(({ session }) => session === sessionOf(letter)).map(({ seq }) => seq);
    for (const [letter, count] of [
      ['a', own],
      ['x', each],
      ['y', each],
    ] as const) {
      expect(counts(letter)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    }
    const rows = await store.journal.read('site_1', undefined, 1_000);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => rows.length - index));
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2 * Math.ceil(each / 8));
  });

  describe('ring', () => {
    const heard: string[] = [];
    let wake = (): void => {};
    const listen = async (...topics: readonly string[]) => {
      for (const topic of topics) {
        await store.bus.listen(topic, () => {
          heard.push(topic);
          wake();
        });
      }
    };
    const hear = async (topic: string) => {
      while (!heard.includes(topic)) await new Promise<void>((resolve) => void (wake = resolve));
    };
    beforeEach(() => void (heard.length = 0));

    it('[ST51] conversations, visitors, teams and sites on any change, and nothing that was not meant', async () => {
      const looks = [`cnv/${cnv}`, 'vis/vis_1', 'team/team_1', 'site/site_1'];
      await listen('directory', 'rep/rep_ada', ...looks);
      await runChild('change.ts', file('t.db'), 'append');
      for (const topic of looks) await hear(topic);
      expect(heard.toSorted()).toEqual(looks.toSorted());
    });

    it('[ST51] the directory and a rep exactly, each time', async () => {
      await listen('directory', 'rep/rep_ada', 'rep/rep_bob');
      await runChild('change.ts', file('t.db'), 'directory');
      await hear('directory');
      expect(heard).toEqual(['directory']);
      heard.length = 0;
      await runChild('change.ts', file('t.db'), 'revoke');
      await hear('rep/rep_ada');
      expect(heard).toEqual(['rep/rep_ada']);
      heard.length = 0;
      await runChild('change.ts', file('t.db'), 'directory');
      await hear('directory');
      expect(heard).toEqual(['directory']);
    });

    it('[ST51] what this process changed once, not again from the file', async () => {
      await listen('directory', `cnv/${cnv}`);
      await store.directory.apply({}, 0);
      await hear('directory');
      heard.length = 0;
      await runChild('change.ts', file('t.db'), 'append');
      await hear(`cnv/${cnv}`);
      expect(heard).toEqual([`cnv/${cnv}`]);
    });
  });
});
