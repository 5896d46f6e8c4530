import { createTillside } from '@tillside/widget';

const { relay, site } = document.documentElement.dataset;
const tillside = createTillside({ site, relayUrl: relay });

const find = (id) => document.getElementById(id);
const item = { item_id: 'kestrel-64', item_name: 'Kestrel grinder', price: 489, quantity: 1 };

find('consent').addEventListener('click', () => tillside.consent('granted'));
find('add').addEventListener('click', () => {
  tillside.track('add_to_cart', { currency: 'USD', value: 489, items: [item] });
});
find('ask').addEventListener('click', () => tillside.open());

tillside.on('ready', ({ version }) => {
  find('said').textContent = `Tillside ${version} is ready.`;
});
