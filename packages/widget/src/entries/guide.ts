export { createPart, css, strings } from '../ui/guide/part.ts';
