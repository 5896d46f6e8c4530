import type { Context } from '@tillside/protocol';
import type { ConversationRecord, ConversationsPort, ConversationView } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { emptyLog, logState, selectLog } from './log-row.ts';

export type ViewOf = (conversation: string) => ConversationView;

/** Within a read. */
export function createViewOf(engine: Engine): ViewOf {
  const logOf = selectLog(engine);
  const recordOf = engine.query<{ json: string }>('SELECT json FROM records WHERE conversation = ?');
  const contextOf = engine.query<{ json: string }>('SELECT json FROM contexts WHERE conversation = ?');
  return (conversation) => {
    const record = recordOf.get(conversation);
    const context = contextOf.get(conversation);
    return {
      record: record === undefined ? undefined : (JSON.parse(record.json) as ConversationRecord),
      log: logState(logOf.get(conversation) ?? emptyLog),
      context: context === undefined ? undefined : (JSON.parse(context.json) as Context),
    };
  };
}

export function createView(engine: Engine, viewOf: ViewOf): Pick<ConversationsPort, 'view' | 'views'> {
  return {
    view: (conversation) => engine.read(() => viewOf(conversation)),
    views: (conversations) => engine.read(() => conversations.map(viewOf)),
  };
}
