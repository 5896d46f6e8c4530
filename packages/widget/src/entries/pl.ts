export { strings } from '../languages/pl.ts';
