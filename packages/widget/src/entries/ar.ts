export { strings } from '../languages/ar.ts';
