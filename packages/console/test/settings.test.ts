import { describe, expect, it } from 'vitest';
import { changeDraft, draftOf, readDrafts } from '../src/desk/drafts.ts';
import { matchPalette } from '../src/desk/palette.ts';
import type { PaletteItem } from '../src/desk/palette.ts';
import { defaultPrefs, readPrefs } from '../src/desk/prefs.ts';
import { parseRoute, routeHash } from '../src/desk/route.ts';

describe('settings', () => {
  it('[DUI3] fall back one by one', () => {
    expect(readPrefs(null)).toEqual(defaultPrefs);
    expect(readPrefs('broken')).toEqual(defaultPrefs);
    expect(readPrefs('null')).toEqual(defaultPrefs);
    expect(readPrefs('{"theme":"pink","floorWidth":9000,"singleKeys":false}')).toEqual({
      ...defaultPrefs,
      floorWidth: 440,
      singleKeys: false,
    });
  });
});

describe('the address', () => {
  it('[DUI4] says where the rep is, and a strange one leads to the desk', () => {
    for (const route of [
      { view: 'desk', id: 'cnv_4f2a' },
      { view: 'carts', id: 'site_halden' },
      { view: 'activity', id: undefined },
    ] as const) {
      expect(parseRoute(routeHash(route))).toEqual(route);
    }
    expect(parseRoute('')).toEqual({ view: 'desk', id: undefined });
    expect(parseRoute('#/nowhere/cnv_1')).toMatchObject({ view: 'desk' });
    expect(parseRoute('#/desk/<script>')).toEqual({ view: 'desk', id: undefined });
  });
});

describe('drafts', () => {
  it('[DWR4] keep a reply and a note apart, and forget the empty', () => {
    const drafts = changeDraft(changeDraft({}, 'cnv_1', { reply: 'a' }), 'cnv_1', { note: 'b' });
    expect(draftOf(drafts, 'cnv_1')).toEqual({ reply: 'a', note: 'b', mode: 'reply' });
    expect(changeDraft(changeDraft(drafts, 'cnv_1', { reply: '' }), 'cnv_1', { note: '' })).toEqual({});
  });

  it('[DWR4] are bounded: the oldest go first', () => {
    let drafts = {};
    for (let n = 0; n < 60; n++) drafts = changeDraft(drafts, `cnv_${n}`, { reply: 'x' });
    expect(Object.keys(drafts)).toHaveLength(50);
    expect(Object.keys(drafts)[0]).toBe('cnv_10');
  });

  it('[DWR4] are read back as far as they are ours', () => {
    expect(readDrafts('{"cnv_1":{"reply":"a","note":"","mode":"reply"},"cnv_2":{"reply":3}}')).toEqual({
      cnv_1: { reply: 'a', note: '', mode: 'reply' },
    });
    expect(readDrafts('nonsense')).toEqual({});
    expect(readDrafts(null)).toEqual({});
  });
});

describe('the palette', () => {
  const item = (label: string, detail?: string): PaletteItem => ({
    key: label,
    group: 'commands',
    label,
    run: () => undefined,
    ...(detail === undefined ? {} : { detail }),
  });
  const items = [item('Visitor 4F2A · Halden', 'Active · $612.00'), item('Set status: Available'), item('Go to Café')];
  const found = (typed: string) => matchPalette(items, typed).map(({ label }) => label);

  it('[DUI5] finds by the beginnings of words, whatever case and accents', () => {
    expect(found('hal 4f')).toEqual(['Visitor 4F2A · Halden']);
    expect(found('612')).toEqual(['Visitor 4F2A · Halden']);
    expect(found('AVAIL')).toEqual(['Set status: Available']);
    expect(found('cafe')).toEqual(['Go to Café']);
    expect(found('lden')).toEqual([]);
    expect(found('')).toHaveLength(3);
  });
});
