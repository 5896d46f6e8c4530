export { createLink } from '../link/create-link.ts';
