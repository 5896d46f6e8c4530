export { activityOf } from '../../core/activity.ts';
