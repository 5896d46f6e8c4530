export { attach } from '../adapters/woocommerce/attach.ts';
