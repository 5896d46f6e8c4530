export { createPart, css, strings } from '../ui/forms/part.ts';
