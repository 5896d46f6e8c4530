import type { JournalItem, JournalRow } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asText } from '../script/reply.ts';
import { rowOf } from './append-journal.ts';

const script = defineScript('amend-journal');

/** A row as it lies among the amended: number, time, item. */
export function amendedParts(member: string): readonly [number: number, at: number, item: string] {
  const [, number = '', at = '', item = ''] = /^(\d+)\|(\d+)\|(.*)$/su.exec(member) ?? [];
  return [Number(number), Number(at), item];
}

export function amendedRow(reply: Reply): JournalRow {
  return rowOf(...amendedParts(asText(reply)));
}

/** Puts other items into rows' places; without one the row is gone. */
export async function amendJournal(
  link: Link,
  site: string,
  rows: readonly { readonly number: number; readonly item?: JournalItem }[],
): Promise<void> {
  if (rows.length === 0) return;
  await script(
    link,
    [keys.journal(site), keys.journalKeys(site), keys.amended(site), keys.journalCopy(site)],
    rows.flatMap(({ number, item }) => [String(number), item === undefined ? '' : JSON.stringify(item)]),
  );
}
