import { journeySuite } from './journey-suite.ts';
import { blocks, classic } from './platforms/woocommerce.ts';

journeySuite('WooCommerce’s blocks', blocks);
journeySuite('WooCommerce’s classic pages', classic);
