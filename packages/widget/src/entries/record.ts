export { createRecord } from '../record/record.ts';
