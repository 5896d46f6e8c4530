export { createUi } from '../ui/create-ui.ts';
