import { journeySuite } from './journey-suite.ts';
import { luma, storefront } from './platforms/adobe.ts';

journeySuite('Adobe Commerce’s storefront events', storefront);
journeySuite('a Luma theme', luma);
