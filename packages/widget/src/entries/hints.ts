export { explain } from '../hints/hints.ts';
