import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'hostile');

/** Something of the shop's own: a button that counts its presses, by a handler and by one of the document's. */
const own = `<button id="own">Buy</button><output id="count">0</output><script>
document.getElementById('own').onclick = () => { count.value = +count.value + 1; };
document.addEventListener('click', ({ target }) => { if (target.id === 'own') count.value = +count.value + 1; });
</script>`;

/** The page `hostile/NAME.html` with the tag in its place and something of the shop's own, for `OwnPages.serve`. */
export async function hostilePage(name: string, tag: string): Promise<string> {
  const html = await readFile(join(folder, `${name}.html`), 'utf8');
  const place = '<!-- Tillside -->';
  if (!html.includes(place)) throw new Error(`${name}.html has no place for the tag`);
  return html.replace(place, tag) + own;
}
