export { remember } from '../remember/remember.ts';
