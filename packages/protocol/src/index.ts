export { closeCodes, mayRetry, refusalCodes, withholdReasons } from './codes.ts';
export type { CloseCode, CloseCodeNumber, RefusalCode, RefusalCodeName, WithholdReason } from './codes.ts';
export { entryKinds, isVisibleToVisitor } from './kinds.ts';
export type { EntryKind, EntryKindInfo } from './kinds.ts';
export { fileTypes } from './files.ts';
export type { FileType } from './files.ts';
export { limits } from './limits.ts';
export { textOn } from './text-on.ts';
export type * from './types.ts';
