export { createWatch } from '../watch/create-watch.ts';
