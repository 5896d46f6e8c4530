import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shop } from './shop.tsx';

const { relay = '', site = '' } = document.documentElement.dataset;
const place = document.getElementById('shop');
if (place)
  createRoot(place).render(
    <StrictMode>
      <Shop relayUrl={relay} site={site} />
    </StrictMode>,
  );
