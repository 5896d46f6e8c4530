import { track } from './data-layer.js';
import { page } from './page.js';
import { startFrame } from './frame.js';

/** Home and catalogue: says which products are on show, and which one was chosen. */

startFrame();
const list = page.list;
if (list) {
  track(
    'view_item_list',
    list.skus.map((sku) => ({ sku, quantity: 1 })),
    { list },
  );
  document.getElementById('main')?.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-sku]') : null;
    const sku = link?.getAttribute('data-sku');
    if (sku) track('select_item', [{ sku, quantity: 1 }], { list });
  });
}
