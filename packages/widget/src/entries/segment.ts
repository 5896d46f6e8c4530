export { attach } from '../adapters/segment/attach.ts';
