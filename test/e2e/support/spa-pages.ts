import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, stop } from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(import.meta.dirname, '..', 'spa');

/** What all of them have: other contents in the same place, and a page as the shop's server would send it, without the tag. */
const common = `<script>
const contents = (path) => '<h1>' + path + '</h1><p style="height: 300px">A page of its own.</p>';
const show = (path) => {
  document.title = path;
  document.querySelector('h1').textContent = path;
};
const pageAt = (path) => new DOMParser().parseFromString(
  '<!doctype html><html lang="en"><head><title>' + path + '</title></head><body>' + contents(path) + '</body></html>',
  'text/html',
);
</script>`;

/** React's own hydration of a document, which is never as the server sent it. */
const react = `
import { createElement as h, useState } from 'react';
import { flushSync } from 'react-dom';
import { hydrateRoot } from 'react-dom/client';
const Shop = () => {
  const [path, setPath] = useState('/');
  window.go = async (next) => {
    history.pushState({}, '', next);
    flushSync(() => setPath(next));
  };
  addEventListener('popstate', () => setPath(location.pathname));
  return h('html', { lang: 'en' }, h('head', null, h('title', null, path)), h('body', null, h('h1', null, path)));
};
window.hydrate = () => new Promise((resolve) => {
  hydrateRoot(document, h(Shop), { onRecoverableError: () => resolve(true) });
});`;

async function bundleReact(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: react, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await stop();
  return outputFiles[0]?.text ?? '';
}

/** The page `spa/NAME.html` with the tag in its place, for `OwnPages.serve`. It has a function `go(path)`, which makes it another page. */
export async function spaPage(name: string, tag: string): Promise<string> {
  const html = await readFile(join(folder, `${name}.html`), 'utf8');
  const place = '<!-- Tillside -->';
  if (!html.includes(place)) throw new Error(`${name}.html has no place for the tag`);
  const bundled = html.includes('/* React */') ? await bundleReact() : '';
  return common + html.replace(place, tag).replace('/* React */', () => bundled);
}
