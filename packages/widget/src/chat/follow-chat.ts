import type { Store } from '../consent/store.ts';
import type { Rules } from '../rules/rules.ts';
import type { Emit } from '../sdk/types.ts';
import type { Chat, ChatView, Choices } from './types.ts';

/** Storage key: what is remembered of the conversation, so that nothing is told twice. */
export const CHAT = 'chat';

export interface KnownChat {
  /** The current engagement's. */
  readonly id?: string;
  readonly state?: string;
  /** Engagements of this visitor. */
  readonly count: number;
  /** What the visitor chose in the panel. */
  readonly choices?: Choices;
}

export const knownChat = (store: Store): KnownChat => store._get<KnownChat>(CHAT) ?? { count: 0 };
const isOver = (state: string | undefined): boolean => !state || state === 'resolved';

/** An engagement is open, as far as this browser knows. */
export const isTalking = (store: Store): boolean => !isOver(knownChat(store).state);

/** Watches the conversation for those who do not draw it: the rules and the shop's own code. */
export function followChat(store: Store, chat: Chat, emit: Emit, rules: Rules): void {
  let last = chat._view();
  /** The newest entry that was there when the page came; messages after it are news. */
  let newest: number | undefined;

  const followEngagement = ({ _engagement, _link }: ChatView): void => {
    const known = knownChat(store);
    // What the relay knows nothing of any more is over.
    const { id, state, rep } = _engagement ?? { id: known.id, state: 'resolved' as const, rep: undefined };
    if (!id || (!_engagement && _link !== 'live') || (known.id === id && known.state === state)) return;
    const isNew = known.id !== id;
    store._set(CHAT, { ...known, id, state, count: known.count + +isNew } satisfies KnownChat);
    if ((isNew || isOver(known.state)) !== isOver(state)) {
      const what = isOver(state) ? 'conversation_ended' : 'conversation_opened';
      rules._outcome(what);
      if (isOver(state)) rules._signal({ name: what });
    }
    emit('engagement', { engagement: id, state, ...(rep && { rep: { id: rep.id, name: rep.name } }) });
  };

  chat._watch(() => {
    const before = last;
    const view = chat._view();
    last = view;
    if (view._engagement !== before._engagement || view._link !== before._link) followEngagement(view);
    if (view._link === 'live') {
      for (const { offset, kind, by } of view._entries) {
        if (offset > (newest ?? offset) && kind === 'message') {
          const isVisitor = by.kind === 'visitor';
          if (isVisitor) rules._signal({ name: 'message' });
          emit('message', { by: isVisitor ? 'visitor' : 'rep' });
        }
      }
      newest = view._entries.at(-1)?.offset ?? 0;
    }
    if (view._unread !== before._unread) emit('unread', { count: view._unread });
  });
}
