export { activityOf } from '../../core/activity.ts';
export { findGranted } from './find-granted.ts';
export { recentActivity } from './recent.ts';
