export { textOn } from '@tillside/protocol';
