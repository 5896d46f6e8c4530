export { createTalk } from '../talk/talk.ts';
