export { strings } from '../languages/ja.ts';
