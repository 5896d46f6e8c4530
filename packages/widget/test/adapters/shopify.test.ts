import { journeySuite } from './journey-suite.ts';
import { plain, themed } from './platforms/shopify.ts';

journeySuite('Shopify, in a theme with standard events', themed);
journeySuite('Shopify, in a theme without', plain);
