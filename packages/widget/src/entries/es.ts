export { strings } from '../languages/es.ts';
