import { createStore } from '../../../src/consent/store.ts';
import { createTabs } from '../../../src/link/tabs/create-tabs.ts';
import { createLink } from '../../../src/link/create-link.ts';
import { createOutbox } from '../../../src/link/outbox.ts';
import type { Link, LinkEvent } from '../../../src/link/types.ts';
import type { Load } from '../../../src/sdk/downloads.ts';
import { readOptions } from '../../../src/sdk/options.ts';
import { RELAY, SITE } from '../shop.ts';
import { Tab } from './browser.ts';
import type { Browser } from './browser.ts';

/** A page of the visitor in its tab: the real link with a model of everything around it. */
export interface Page {
  readonly tab: Tab;
  readonly link: () => Link;
  /** Offsets and texts as the page shows them. */
  readonly view: readonly string[];
  /** What it was asked to send. */
  readonly said: readonly string[];
  /** What it downloaded. */
  readonly loads: readonly string[];
  readonly heard: readonly LinkEvent[];
  /** It was put aside once: another may have taken its outbox meanwhile, so that what it said after may come before. */
  readonly wasAside: () => boolean;
  say(): void;
  show(isShown: boolean): void;
  /** Put aside or closed, with notice; `back` only after the former. */
  hide(isPersisted: boolean): void;
  back(): void;
  /** Gone without notice. */
  crash(): void;
}

export function openPage(browser: Browser, name: string, loadMs: () => number): Page {
  const tab = new Tab(name);
  const view: string[] = [];
  const said: string[] = [];
  const loads: string[] = [];
  const heard: LinkEvent[] = [];
  let wasAside = false;
  let link: Link | undefined;
  const pageEvent = (type: string, persisted: boolean): void =>
    void tab.window.dispatchEvent(Object.assign(new Event(type), { persisted }));

  tab.enter(() => {
    const store = createStore(SITE);
    store._allow(3);
    const options = readOptions({ site: SITE, relayUrl: RELAY, locale: 'en' });
    if (!options) throw new Error('wrong options');
    const load = (part: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        loads.push(part);
        browser.clock.after(loadMs(), () =>
          tab.enter(() => (browser.lacks.has(part) ? reject(new Error('no network')) : resolve({ createTabs }))),
        );
      });
    link = createLink({
      _options: options,
      _store: store,
      _signal: new AbortController().signal,
      _bootNow: async () => ({}),
      _load: load as Load,
      _consent: { _isGranted: () => true },
      _outbox: createOutbox(store),
    });
    link._listen((event) => {
      heard.push(event);
      if (event.type !== 'told') return;
      const { frame } = event;
      if (frame.type === 'attached' && frame.state !== 'ok') view.length = 0;
      if (frame.type === 'entry.added' && frame.kind === 'message') view.push(`${frame.offset} ${frame.body.text}`);
    });
    link._want(true);
  });

  const gone = (): void => {
    tab.isDead = true;
    browser.locks.drop(tab);
    browser.relay.drop(tab);
  };
  return {
    tab,
    view,
    said,
    loads,
    heard,
    wasAside: () => wasAside,
    link() {
      if (!link) throw new Error('the page is not there yet');
      return link;
    },
    say: () =>
      tab.enter(() => {
        said.push(`${name}.${said.length + 1}`);
        link?._send({ type: 'message.send', conversation: 'mine', body: { text: said.at(-1) ?? '' } });
      }),
    show(isShown) {
      tab.page.hidden = !isShown;
      tab.enter(() => void tab.page.dispatchEvent(new Event('visibilitychange')));
    },
    hide(isPersisted) {
      tab.enter(() => pageEvent('pagehide', isPersisted));
      wasAside ||= isPersisted;
      if (isPersisted) tab.freeze();
      else gone();
    },
    back() {
      tab.thaw();
      tab.enter(() => pageEvent('pageshow', true));
    },
    crash: gone,
  };
}
