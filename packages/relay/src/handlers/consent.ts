import type { VisitorRecord } from '../ports/index.ts';

/** May anything be kept of a conversation beyond what it needs by itself, such as what is being typed? */
export function mayKeep(record: VisitorRecord | undefined): boolean {
  return record?.consent === 'granted';
}

/** May the visitor's behaviour be recorded? A consent that names no purposes is one to all. */
export function mayRecord(record: VisitorRecord | undefined): boolean {
  return mayKeep(record) && (record?.purposes === undefined || record.purposes.includes('analytics'));
}
