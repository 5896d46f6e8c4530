export { createPart, css, strings } from '../ui/rich/part.ts';
