export { watchHealth } from '../health/watch-health.ts';
