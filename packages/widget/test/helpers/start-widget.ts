import { isRolledOut } from '@tillside/rules';
import { extras as rules } from '@tillside/rules/extras';
import { vi } from 'vitest';
import { createCalls } from '../../src/calls/calls.ts';
import * as ar from '../../src/entries/ar.ts';
import * as de from '../../src/entries/de.ts';
import * as forms from '../../src/entries/forms.ts';
import * as guide from '../../src/entries/guide.ts';
import * as invitation from '../../src/entries/invitation.ts';
import * as panel from '../../src/entries/panel.ts';
import * as rich from '../../src/entries/rich.ts';
import * as uploads from '../../src/entries/uploads.ts';
import { createMore } from '../../src/facts/create-more.ts';
import { watchHealth } from '../../src/health/watch-health.ts';
import { maskLink } from '../../src/link/mask-link.ts';
import { createRecord } from '../../src/record/record.ts';
import { createWidget } from '../../src/sdk/create-widget.ts';
import type { Downloads, Load } from '../../src/sdk/downloads.ts';
import * as reader from '../../src/shop/reader.ts';
import { setHints } from '../../src/sdk/hint.ts';
import { readOptions } from '../../src/sdk/options.ts';
import type { Tillside } from '../../src/sdk/types.ts';
import { createTalk } from '../../src/talk/talk.ts';
import { createUi } from '../../src/ui/create-ui.ts';
import { createWatch } from '../../src/watch/create-watch.ts';
import { createFakeLink } from './fake-link.ts';
import type { FakeLink } from './fake-link.ts';
import { RELAY, SITE } from './shop.ts';

export interface Started {
  readonly widget: Tillside;
  readonly link: FakeLink;
  readonly loads: string[];
  /** Parts of the ui and languages that were downloaded. */
  readonly parts: string[];
  /** Of those, what the playbook or the options ask for: `extras`, `facts`, `watch`, `record`. */
  readonly extras: string[];
  /** Everything the shop's page hears, in order. */
  readonly events: [string, unknown][];
  readonly shadow: () => ShadowRoot;
  readonly launcher: () => HTMLButtonElement;
  readonly find: <Found extends HTMLElement = HTMLElement>(selector: string) => Found | null;
}

const NAMES = ['ready', 'open', 'close', 'consent', 'availability', 'invitation', 'engagement', 'message', 'unread'];

/** Lets requests, downloads and drawings that are under way come to their end. Needs fake timers. */
export const settle = () => vi.advanceTimersByTimeAsync(1);
/** As long as a browser that is never idle makes us wait. */
export const idle = () => vi.advanceTimersByTimeAsync(2_100);

/** Names of parts that cannot be downloaded just now. */
export const missing = new Set<string>();

/** The whole widget as on a page, with the real panel and a relay that is the test. */
export async function startWidget(options: object = { consent: 'granted' }): Promise<Started> {
  const link = createFakeLink();
  const loads: string[] = [];
  const extras: string[] = [];
  const parts: string[] = [];
  const events: [string, unknown][] = [];
  setHints(() => import('../../src/entries/hints.ts'));
  const checked = readOptions({ site: SITE, relayUrl: RELAY, locale: 'en-US', ...options });
  if (!checked) throw new Error('wrong options');
  const downloads: Partial<Downloads> = {
    link: { createLink: () => link },
    ui: { createUi },
    facts: { createMore, ...reader },
    extras: { extras: rules, isRolledOut },
    watch: { createWatch },
    record: { createRecord },
    calls: { createCalls },
    mask: { maskLink },
    health: { watchHealth },
    talk: { createTalk },
  };
  const drawn: Partial<Downloads> = { panel, invitation, rich, forms, uploads, guide, de, ar };
  const here = new Set<string>();
  const load = (async (names: string) => {
    const isPart = names in drawn;
    if (isPart) parts.push(names);
    if (missing.has(names)) throw new Error('not to be had');
    if (isPart) return drawn[names as keyof Downloads];
    const isChat = /^(link|ui)/.test(names);
    // A browser fetches a module once. The masking always comes with the ui.
    if (isChat && !here.has(names)) loads.push(...names.split('.').filter((name) => name !== 'mask'));
    if (!isChat) extras.push(names);
    here.add(names);
    return Object.assign({}, ...names.split('.').map((name) => downloads[name as keyof Downloads]));
  }) as Load;
  const widget = createWidget(checked, load, '1.2.3');
  for (const name of NAMES) {
    widget.on(name as 'open', (detail) => events.push([name, detail]));
  }
  const shadow = (): ShadowRoot => {
    const root = document.querySelector('tillside-widget')?.shadowRoot;
    if (!root) throw new Error('the widget is not on the page');
    return root;
  };
  await settle();
  return {
    widget,
    link,
    loads,
    parts,
    extras,
    events,
    shadow,
    launcher: () => shadow().querySelector('.launcher') as HTMLButtonElement,
    find: <Found extends HTMLElement>(selector: string) => shadow().querySelector<Found>(selector),
  };
}
