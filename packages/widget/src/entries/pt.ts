export { strings } from '../languages/pt.ts';
