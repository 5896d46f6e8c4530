export { createTabs } from '../link/tabs/create-tabs.ts';
