import type { Chat } from '../chat/types.ts';
import { isWordOfRep } from '../chat/chat-state.ts';
import type { Ctx } from './context.ts';
import type { Parts } from './parts.ts';

/** What a rep says while this page is there is heard, and shown on the page where the visitor agreed to that. What was said before is no news. */
export function followNews(chat: Chat, parts: Parts, ctxNow: () => Ctx | undefined): void {
  /** The newest word of a rep that was heard of. */
  let heard: number | undefined;
  chat._watch(() => {
    const { _link, _entries } = chat._view();
    if (_link !== 'live') return;
    const last = _entries.findLast(isWordOfRep);
    const isNews = !!last && last.offset > (heard ?? last.offset);
    heard = last?.offset ?? 0;
    if (!isNews) return;
    const ctx = ctxNow();
    const { isMuted, isGuided } = ctx?._choices() ?? {};
    if (!isMuted) parts._with('rich', (it) => it._chime());
    if (isGuided && last.kind === 'guide' && !document.hidden) ctx?._point(last);
  });
}
