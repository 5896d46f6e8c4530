export { strings } from '../languages/it.ts';
