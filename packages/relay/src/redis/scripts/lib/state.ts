import type { Context } from '@tillside/protocol';
import type { ConversationRecord, ConversationView, Cursor } from '../../../ports/index.ts';

/** The state's field for a context; written outside of the scripts. */
export const contextField = 'context';

/** The last entry that was taken away; offset 0: none. */
export function edgeOf(state: Readonly<Record<string, string>>): Cursor {
  return { offset: Number(state['trimmed'] ?? 0), chain: state['trimmedChain'] ?? '' };
}

/** The state beside a log; empty where nothing is stored. */
export function viewOf(state: Readonly<Record<string, string>>): ConversationView {
  const { lastVisitorAt, firstRepAt, lastRepAt, lastText, record, [contextField]: context } = state;
  const { offset: trimmedTo } = edgeOf(state);
  return {
    record: record === undefined ? undefined : (JSON.parse(record) as ConversationRecord),
    log: {
      top: Number(state['top'] ?? 0),
      chain: state['chain'] ?? '',
      ...(trimmedTo === 0 ? {} : { trimmedTo }),
      visitorTop: Number(state['visitorTop'] ?? 0),
      ...(lastVisitorAt === undefined ? {} : { lastVisitorMessageAt: Number(lastVisitorAt) }),
      ...(firstRepAt === undefined ? {} : { firstRepMessageAt: Number(firstRepAt) }),
      ...(lastRepAt === undefined ? {} : { lastRepMessageAt: Number(lastRepAt) }),
      unreadByRep: Number(state['unread'] ?? 0),
      ...(lastText === undefined ? {} : { lastText }),
      readBy: { visitor: Number(state['readVisitor'] ?? 0), rep: Number(state['readRep'] ?? 0) },
    },
    context: context === undefined ? undefined : (JSON.parse(context) as Context),
  };
}
