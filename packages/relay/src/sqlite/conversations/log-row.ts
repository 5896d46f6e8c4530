import type { LogState } from '../../ports/index.ts';
import type { Engine, Query } from '../engine/engine.ts';

/** A row of `logs`. */
export interface LogRow {
  readonly top: number;
  readonly chain: string;
  readonly visitor_top: number;
  readonly last_visitor_message_at: number | null;
  readonly first_rep_message_at: number | null;
  readonly last_rep_message_at: number | null;
  readonly unread_by_rep: number;
  readonly last_text: string | null;
  readonly read_visitor: number;
  readonly read_rep: number;
  readonly revision: number;
  readonly epoch: number;
  readonly owner_rep: string | null;
  readonly owner_claim: string | null;
  readonly open_since: number | null;
  readonly trimmed: number;
  readonly trimmed_chain: string;
}

/** A conversation of which nothing is stored. */
export const emptyLog: LogRow = {
  top: 0,
  chain: '',
  visitor_top: 0,
  last_visitor_message_at: null,
  first_rep_message_at: null,
  last_rep_message_at: null,
  unread_by_rep: 0,
  last_text: null,
  read_visitor: 0,
  read_rep: 0,
  revision: 0,
  epoch: 0,
  owner_rep: null,
  owner_claim: null,
  open_since: null,
  trimmed: 0,
  trimmed_chain: '',
};

export function selectLog(engine: Engine): Query<LogRow> {
  return engine.query<LogRow>('SELECT * FROM logs WHERE conversation = ?');
}

export function logState(row: LogRow): LogState {
  return {
    top: row.top,
    chain: row.chain,
    ...(row.trimmed === 0 ? {} : { trimmedTo: row.trimmed }),
    visitorTop: row.visitor_top,
    ...(row.last_visitor_message_at === null ? {} : { lastVisitorMessageAt: row.last_visitor_message_at }),
    ...(row.first_rep_message_at === null ? {} : { firstRepMessageAt: row.first_rep_message_at }),
    ...(row.last_rep_message_at === null ? {} : { lastRepMessageAt: row.last_rep_message_at }),
    unreadByRep: row.unread_by_rep,
    ...(row.last_text === null ? {} : { lastText: row.last_text }),
    readBy: { visitor: row.read_visitor, rep: row.read_rep },
  };
}
