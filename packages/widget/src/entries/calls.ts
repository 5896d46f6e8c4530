export { createCalls } from '../calls/calls.ts';
