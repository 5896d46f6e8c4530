export { createPart, css, strings } from '../ui/uploads/part.tsx';
