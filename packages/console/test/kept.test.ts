import { afterEach, describe, expect, it } from 'vitest';
import { createDraftsStore } from '../src/state/drafts-store.ts';
import { createKept } from '../src/state/kept.ts';
import type { Shelf } from '../src/state/kept.ts';

const shelf: Shelf = { window, storage: window.localStorage };
const read = (json: string | null): readonly string[] => JSON.parse(json ?? '[]') as readonly string[];
const add = (word: string) => (words: readonly string[]) => [...words, word];
/** What a browser tells the other windows. */
const tellWindows = () => window.dispatchEvent(new Event('storage'));

afterEach(() => window.localStorage.clear());

describe('what is kept in two windows', () => {
  it('[DWR4] is the same in both: neither undoes what was typed in the other', () => {
    const one = createDraftsStore(shelf, 'rep_maya');
    const two = createDraftsStore(shelf, 'rep_maya');
    one.change('cnv_1', { reply: 'typed in the one' });
    two.change('cnv_2', { reply: 'typed in the other' });
    tellWindows();
    for (const window of [one, two, createDraftsStore(shelf, 'rep_maya')]) {
      expect([window.of('cnv_1').reply, window.of('cnv_2').reply]).toEqual(['typed in the one', 'typed in the other']);
      window.stop();
    }
    expect(createDraftsStore(shelf, 'rep_jonas').of('cnv_1').reply).toBe('');
  });

  it('is read anew only while somebody listens', () => {
    const one = createKept(shelf, 'words', read);
    one.stop();
    window.localStorage.setItem('words', '["theirs"]');
    tellWindows();
    expect(one.value.value).toEqual([]);
  });

  it('lives on in the page where the storage takes nothing more', () => {
    const setItem = () => {
      throw new Error('full');
    };
    const full: Partial<Storage> = { getItem: () => '["before"]', setItem };
    const one = createKept({ window, storage: full as Storage }, 'words', read);
    one.change(add('one'));
    one.change(add('two'));
    expect(one.value.value).toEqual(['before', 'one', 'two']);
    one.stop();
  });
});
