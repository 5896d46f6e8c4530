import { states } from '../states/index.js';
import { playRelay } from './fake-relay.js';
import { setClock } from './now.js';
import { zoomText } from './zoom-text.js';

/** One state of the widget on a page: `?state=…&lang=…&theme=light|dark|auto&dir=rtl&zoom=200&css=hostile&accent=%23ff0000`. */
const query = new URLSearchParams(location.search);
const { documentElement: page } = document;
const state = states.find(({ name }) => name === query.get('state'));
if (!state) throw new Error(`There is no state ${query.get('state')} in examples/gallery/states.`);

setClock();
const lang = query.get('lang') ?? 'en';
const theme = query.get('theme') ?? 'auto';
const site = `site_${state.name}-${lang.toLowerCase()}-${theme}`;
page.lang = lang;
page.dir = query.get('dir') ?? (lang === 'ar' ? 'rtl' : 'ltr');
page.dataset['theme'] = theme;
document.title = state.title;
// Nothing of an earlier look at it.
for (const key of Object.keys(localStorage)) if (key.startsWith(`tillside:${site}:`)) localStorage.removeItem(key);

// A conversation of an earlier page: who has one gets the panel's code at once.
if (state.said)
  localStorage.setItem(`tillside:${site}:chat`, JSON.stringify({ id: 'eng_1', state: 'active', count: 1 }));

if (query.get('css') === 'hostile') {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/gallery/assets/hostile.css';
  document.head.append(link);
}
if (state.hasSlot) document.querySelector('#slot')?.setAttribute('data-tillside-slot', '');

const accent = query.get('accent');
const relay = playRelay(state, site, accent === null ? {} : { accent, onAccent: query.get('on-accent') ?? '#ffffff' });
// For tests: what the relay was asked, and what makes the text larger.
Object.assign(globalThis, { asked: relay.asked, zoomText });

/** What comes to be, at the latest after five seconds. @template Found @param {() => Found | null | undefined} look @param {string} what @returns {Promise<Found>} */
const until = async (look, what) => {
  for (let tries = 0; tries < 250; tries++) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${state.name}: ${what} did not come.`);
};

const rootOf = (/** @type {string} */ name) => document.querySelector(name)?.shadowRoot;
/** In the widget, and in an invitation that stands in the page. @param {string} selector */
const find = (selector) =>
  until(
    () =>
      /** @type {HTMLElement | null | undefined} */ (
        rootOf('tillside-widget')?.querySelector(selector) ?? rootOf('tillside-invitation')?.querySelector(selector)
      ),
    selector,
  );

/** @param {string} selector */
const press = async (selector) => (await find(selector)).click();

async function show() {
  const script = document.createElement('script');
  // The page itself has to say that it means this address; the widget may not need a policy of its own.
  const { trustedTypes } =
    /** @type {{ trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }} */ (
      globalThis
    );
  const policy = trustedTypes?.createPolicy('gallery', { createScriptURL: (/** @type {string} */ url) => url });
  script.src = policy?.createScriptURL('/v1/loader.js') ?? '/v1/loader.js';
  Object.assign(script.dataset, {
    site,
    locale: lang,
    theme,
    consent: 'granted',
    position: query.get('position') ?? 'right',
  });
  document.head.append(script);
  await find('.launcher');
  if (state?.shows === 'panel') {
    await press('.launcher');
    await find('.panel:not([hidden])');
  } else if (state?.shows === 'invitation') await find('.card');
  else if (state?.said) await find('.badge:not([hidden])');
  // All that the relay says has been said.
  if (state?.said && state.shows === 'panel')
    await until(() => rootOf('tillside-widget')?.querySelector('ol > li'), 'what was said');
  const root = await until(() => rootOf('tillside-widget'), 'the widget');
  await state?.act?.({
    root,
    lang,
    find,
    press,
    async write(selector, text) {
      const field = /** @type {HTMLTextAreaElement} */ (await find(selector));
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    tell: relay.tell,
    drop: relay.drop,
  });
  zoomText(Number(query.get('zoom') ?? 100) / 100);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

try {
  await show();
  page.dataset['ready'] = 'true';
} catch (error) {
  page.dataset['ready'] = String(error);
  throw error;
}
