import type { CommitResult, NowMs, VisitorRecord } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { committed } from './lib/committed.ts';

const script = defineScript('commit-visitor');

/** The visitor hash's field that holds the record. */
export const recordField = 'json';

/** Writes a visitor's record at the expected revision, or nothing. */
export async function commitVisitor(
  link: Link,
  record: VisitorRecord,
  expectedRevision: number,
  nowMs: NowMs,
): Promise<CommitResult<VisitorRecord>> {
  const { visitor } = record;
  const revision = expectedRevision + 1;
  const args = [visitor, String(expectedRevision), JSON.stringify({ ...record, revision })];
  return committed(await script(link, [keys.visitor(visitor)], args, nowMs), revision);
}
