import type { Context } from '@tillside/protocol';
import type { ConversationRecord, ConversationsPort, ConversationView } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { rowsOf } from './compacted.ts';
import type { Compacted, Found } from './compacted.ts';
import { emptyLog, logState } from './log-row.ts';

/** @param found how it lies, for who looked already */
export type ViewOf = (conversation: string, found?: Found) => ConversationView;

interface Json {
  readonly json: string;
}

/** Within a read. */
export function createViewOf(engine: Engine, compacted: Compacted): ViewOf {
  const recordOf = engine.query<Json>('SELECT json FROM records WHERE conversation = ?');
  const contextOf = engine.query<Json>('SELECT json FROM contexts WHERE conversation = ?');
  return (conversation, { log, whole } = compacted.look(conversation)) => {
    const record = recordOf.get(conversation) ?? rowsOf<Json>(whole, 'records')[0];
    const context = contextOf.get(conversation) ?? rowsOf<Json>(whole, 'contexts')[0];
    return {
      record: record === undefined ? undefined : (JSON.parse(record.json) as ConversationRecord),
      log: logState(log ?? emptyLog),
      context: context === undefined ? undefined : (JSON.parse(context.json) as Context),
    };
  };
}

export function createView(engine: Engine, viewOf: ViewOf): Pick<ConversationsPort, 'view' | 'views'> {
  return {
    view: (conversation) => engine.read(() => viewOf(conversation)),
    views: (conversations) => engine.read(() => conversations.map((one) => viewOf(one))),
  };
}
