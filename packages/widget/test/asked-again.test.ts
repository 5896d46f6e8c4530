import { afterEach, expect, it, vi } from 'vitest';
import type { LinkHost } from '../src/link/types.ts';
import { createWidget } from '../src/sdk/create-widget.ts';
import type { Downloads, Load } from '../src/sdk/downloads.ts';
import { setHints } from '../src/sdk/hint.ts';
import { readOptions } from '../src/sdk/options.ts';
import { createFakeLink } from './helpers/fake-link.ts';
import { json, RELAY, resetPage, serve, SITE } from './helpers/shop.ts';
import { idle, settle } from './helpers/start-widget.ts';

afterEach(resetPage);

it.each([
  ['a disabled site', 403, { title: 'Disabled' }, null],
  ['a fault', 500, { title: 'A fault' }, undefined],
])(
  '[LO6] %s that the relay tells of while the page is there is warned of, and the link knows whether it is final',
  async (_, status, problem, answer) => {
    vi.useFakeTimers();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    setHints(() => Promise.reject(new Error('no words')));
    serve();
    // Downloads have nothing in common with the entry but what that gives them: no module, and nothing that one remembers.
    vi.resetModules();
    const { createTalk } = await import('../src/talk/talk.ts');
    const hosts: LinkHost[] = [];
    const createLink = (host: LinkHost) => {
      hosts.push(host);
      return createFakeLink();
    };
    const options = readOptions({ site: SITE, relayUrl: RELAY, consent: 'granted', record: true });
    if (!options) throw new Error('wrong options');
    const downloads: Partial<Downloads> = { talk: { createTalk }, link: { createLink } };
    const load = (async (name: keyof Downloads) => {
      const found = downloads[name];
      if (!found) throw new Error('not to be had');
      return found;
    }) as Load;
    const widget = createWidget(options, load, '1.2.3');
    await settle();
    await idle();
    expect(hosts).toHaveLength(1);
    serve({ boot: () => json(problem, status) });
    warn.mockClear();
    expect(await hosts[0]?._bootNow()).toBe(answer);
    expect(warn.mock.calls.flat()).toEqual([`Tillside: ["refused",${JSON.stringify(problem)}]`]);
    widget.destroy();
  },
);
