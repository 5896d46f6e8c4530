export { createPart, css, strings } from '../ui/invitation/part.ts';
