export { attach } from '../adapters/adobe/attach.ts';
