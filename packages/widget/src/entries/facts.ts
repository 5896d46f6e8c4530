export { createMore } from '../facts/create-more.ts';
