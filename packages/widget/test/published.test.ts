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
import { boot, json, playbook, RELAY, resetPage, serveAsIs, SITE } from './helpers/shop.ts';

/** What comes of a playbook that needs this, where these downloads fail. */
async function publish(needs: Need[], failing: readonly Need[], book = () => json(playbook)) {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  setHints(() => import('../src/entries/hints.ts'));
  serveAsIs({ playbook: book });
  const failed = new TypeError('Failed to fetch dynamically imported module');
  const published = { version: 'v1', url: '/v1.json', needs };
  const options = readOptions({ site: SITE, relayUrl: RELAY })!;
  const parts = { extras: { extras, isRolledOut }, facts: { createMore, ...reader } };
  const load = async (name: string) => {
    if (failing.includes(name as Need)) throw failed;
    return parts[name as Need];
  };
  return fetchPlaybook(options, { ...boot, playbook: published }, 'seed', load as Load);
}

afterEach(resetPage);

describe('a published playbook', () => {
  it('[MR1] comes with what it needs and nothing else', async () => {
    expect(await publish([], [])).toEqual({ _playbook: playbook, _extras: undefined, _more: undefined });
    expect(await publish(['extras'], [])).toEqual({ _playbook: playbook, _extras: extras, _more: undefined });
    const whole = await publish(['extras', 'facts'], []);
    expect(whole).toMatchObject({ _playbook: playbook, _extras: extras, _more: { createMore } });
  });

  it('[MR2] has no rules without the extras that it needs, and all of them without the facts', async () => {
    expect((await publish(['extras', 'facts'], ['extras']))._playbook.rules).toEqual([]);
    expect(await publish(['extras', 'facts'], ['facts'])).toMatchObject({ _playbook: playbook, _extras: extras });
    expect(await publish(['facts'], ['extras'])).toMatchObject({ _playbook: playbook, _more: { createMore } });
  });

  it('[RU4] has none where it cannot be fetched', async () => {
    expect((await publish(['extras'], [], () => json({}, 404)))._playbook.rules).toEqual([]);
  });
});
