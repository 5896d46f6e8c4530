export { strings } from '../languages/fr.ts';
