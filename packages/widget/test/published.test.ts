import type { Boot } from '@tillside/protocol';
import { isRolledOut } from '@tillside/rules';
import type { Need } from '@tillside/rules';
import { extras } from '@tillside/rules/extras';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMore } from '../src/facts/create-more.ts';
import { fetchPlaybook } from '../src/sdk/boot.ts';
import type { Load } from '../src/sdk/downloads.ts';
import { readOptions } from '../src/sdk/options.ts';
import { setHints } from '../src/sdk/hint.ts';
import * as reader from '../src/shop/reader.ts';
import { createWatch } from '../src/watch/create-watch.ts';
import { boot, json, playbook, RELAY, resetPage, serveAsIs, SITE } from './helpers/shop.ts';

const parts = { extras: { extras, isRolledOut }, facts: { createMore, ...reader }, watch: { createWatch } };

/** What comes of a playbook that needs this; `loads` are the files that were asked for, all of which fail where it is told so. */
async function publish(
  needs: Need[],
  isFailing = false,
  more: Partial<Boot> & { record?: boolean } = {},
  status = 200,
) {
  const { record = false, ...about } = more;
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  setHints(() => import('../src/entries/hints.ts'));
  const requests = serveAsIs({ playbook: () => json(playbook, status) });
  const published = { version: 'v1', url: '/v1.json', needs };
  const options = readOptions({ site: SITE, relayUrl: RELAY, record });
  if (!options) throw new Error('wrong options');
  const loads: string[] = [];
  const load = async (names: string) => {
    loads.push(names);
    if (isFailing) throw new TypeError('Failed to fetch dynamically imported module');
    return Object.assign({}, ...names.split('.').map((name) => parts[name as Need]));
  };
  const answer = await fetchPlaybook(options, { ...boot, playbook: published, ...about }, 'seed', load as Load);
  return { ...answer, loads, asked: requests.map(({ url }) => url) };
}

afterEach(resetPage);

describe('a published playbook', () => {
  it('[MR1] comes with what it needs in one file, and nothing else', async () => {
    expect(await publish([])).toMatchObject({ _playbook: playbook, _needed: {}, loads: [] });
    expect(await publish(['extras'])).toMatchObject({ _needed: { extras }, loads: ['extras'] });
    const whole = await publish(['extras', 'facts', 'watch']);
    expect(whole).toMatchObject({ _playbook: playbook, _needed: { extras, createMore, createWatch } });
    expect(whole.loads).toEqual(['extras.facts.watch']);
    expect((await publish([], false, { record: true })).loads).toEqual(['facts.watch']);
  });

  it('[MR2] has no rules without the extras that it needs, and all of them without the facts', async () => {
    expect((await publish(['extras', 'facts'], true))._playbook.rules).toEqual([]);
    expect(await publish(['facts', 'watch'], true)).toMatchObject({ _playbook: playbook, _needed: {} });
  });

  it('[RU4] has none where it cannot be fetched', async () => {
    expect((await publish(['extras'], false, {}, 404))._playbook.rules).toEqual([]);
  });

  it('[RU8] is the candidate for those who try it', async () => {
    const rollout = { version: 'v2', url: '/v2.json', needs: ['extras', 'facts'] as Need[], percent: 99 };
    const tried = await publish([], false, { rollout });
    expect(tried).toMatchObject({ _needed: { extras, createMore }, loads: ['extras', 'extras.facts'] });
    expect(tried.asked).toEqual([`${RELAY}/v2.json`]);
  });
});
