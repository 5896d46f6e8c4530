export { compress, expand } from './value.ts';
export type { Cell, Table, Whole } from './value.ts';
