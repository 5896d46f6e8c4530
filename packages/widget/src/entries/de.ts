export { strings } from '../languages/de.ts';
