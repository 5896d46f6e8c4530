export { attach } from '../adapters/shopify/attach.ts';
