export { maskLink } from '../link/mask-link.ts';
