import { languages, states } from '../states/index.js';

/**
 * All states on one page, each in a frame as wide as is chosen, loaded when it comes near.
 *
 * @type {Readonly<Record<string, { readonly label: string; readonly options: Readonly<Record<string, string>> }>>}
 */
const choices = {
  theme: { label: 'Theme', options: { light: 'Light', dark: 'Dark', auto: 'As the system' } },
  lang: {
    label: 'Language',
    options: Object.fromEntries(
      languages.map((lang) => [lang, new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang]),
    ),
  },
  width: { label: 'Width', options: { 390: '390 px, a phone', 320: '320 px', 1024: '1024 px', 1440: '1440 px' } },
  zoom: { label: 'Text', options: { 100: '100 %', 200: '200 %' } },
  css: { label: 'Page’s own style', options: { '': 'Its own', hostile: 'Hostile' } },
};
/** @type {Readonly<Record<string, string>>} */
const standard = { lang: 'en', theme: 'light', width: '390', zoom: '100' };
const chosen = new URLSearchParams(location.search);
const form = /** @type {HTMLFormElement} */ (document.querySelector('#choice'));

for (const [name, { label, options }] of Object.entries(choices)) {
  const select = Object.assign(document.createElement('select'), { name });
  for (const [value, words] of Object.entries(options)) select.append(new Option(words, value));
  select.value = chosen.get(name) ?? standard[name] ?? Object.keys(options)[0] ?? '';
  const labelled = document.createElement('label');
  labelled.append(`${label} `, select);
  form.append(labelled);
}
form.addEventListener('change', () => {
  location.search = String(
    new URLSearchParams(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)))),
  );
});

const values = new FormData(form);
const width = Number(values.get('width'));
const height = width < 500 ? 760 : 820;
const main = /** @type {HTMLElement} */ (document.querySelector('#states'));
const groups = /** @type {HTMLElement} */ (document.querySelector('#groups'));

for (const group of new Set(states.map((state) => state.group))) {
  const id = group.toLowerCase();
  groups.append(Object.assign(document.createElement('a'), { href: `#${id}`, textContent: group }));
  const section = document.createElement('section');
  section.id = id;
  section.append(Object.assign(document.createElement('h2'), { textContent: group }));
  for (const { name, title } of states.filter((state) => state.group === group)) {
    const query = new URLSearchParams({ state: name });
    for (const key of ['lang', 'theme', 'zoom', 'css']) query.set(key, String(values.get(key)));
    const address = `/gallery/stage.html?${query}`;
    const figure = document.createElement('figure');
    const frame = document.createElement('iframe');
    Object.assign(frame, { title, width: String(width), height: String(height), loading: 'lazy', src: address });
    const caption = document.createElement('figcaption');
    caption.append(Object.assign(document.createElement('a'), { href: address, textContent: name }), ` ${title}`);
    figure.append(caption, frame);
    section.append(figure);
  }
  main.append(section);
}
