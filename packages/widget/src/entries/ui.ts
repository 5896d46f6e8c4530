export { createUi } from '../ui/create-ui.tsx';
