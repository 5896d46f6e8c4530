export { createPart, css, strings } from '../ui/panel/part.ts';
