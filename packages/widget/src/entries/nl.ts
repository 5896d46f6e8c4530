export { strings } from '../languages/nl.ts';
