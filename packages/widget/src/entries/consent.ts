export { attach } from '../consent/platforms/attach.ts';
